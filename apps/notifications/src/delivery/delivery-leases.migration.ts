import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is sending from which queue at this moment: no event, since it is over in seconds. */
export class DeliveryLeases1700000100000 implements MigrationInterface {
  readonly name = 'DeliveryLeases1700000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table delivery_lease (queue text primary key, holder text not null, until timestamptz not null)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table delivery_lease');
  }
}
