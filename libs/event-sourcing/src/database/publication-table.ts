import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the log is published to each topic that it is sent to, and which process sends it. */
export class PublicationTable1700000001000 implements MigrationInterface {
  readonly name = 'PublicationTable1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table publication (
         topic text primary key, position bigint not null default 0, generation int not null default 1,
         ends json not null default '{}', holder text not null default '', fence bigint not null default 0,
         until timestamptz not null default '-infinity')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table publication');
  }
}
