import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work that is no event: who is sending from which queue at this moment, and what operators want to be sent again. */
export class DeliveryTables1700000100000 implements MigrationInterface {
  readonly name = 'DeliveryTables1700000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table delivery_lease (queue text primary key, holder text not null, until timestamptz not null)',
    );
    await runner.query('create table delivery_redrive (delivery text primary key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table delivery_lease, delivery_redrive');
  }
}
