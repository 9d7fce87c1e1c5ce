import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the watch last came to an end with a look, whichever process had it: one row. */
export class ExpandLastLook1700000200000 implements MigrationInterface {
  readonly name = 'ExpandLastLook1700000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table standing_look (one boolean primary key default true check (one), finished_at timestamptz not null)',
    );
    await runner.query('insert into standing_look (finished_at) values (now())');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table standing_look');
  }
}
