import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the tables of a log are kept, so that an append costs the same after a million events as after ten thousand. */
export class TableStorage1700000002000 implements MigrationInterface {
  readonly name = 'TableStorage1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...storage, ...positions]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index event_position_key`);
    await runner.query(`alter table event add constraint event_position_key unique (position)`);
    for (const table of ['queue', 'claim', 'sequence', 'lease', 'event', 'stream']) {
      await runner.query(`alter table ${table} reset (${settings.join(', ')})`);
    }
  }
}

const settings = ['autovacuum_vacuum_scale_factor', 'autovacuum_vacuum_threshold'];

// What the queue held is dead at once, and whoever looks for its first row steps over all of it: so after a number of
// rows, not after a share of a table that is nearly empty. The two tables of one row are updated all the time.
const storage = [
  `alter table queue set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`,
  `alter table claim set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000)`,
  `alter table sequence set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)`,
  `alter table lease set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)`,
  `alter table stream set (autovacuum_vacuum_scale_factor = 0.05)`,
  `alter table event set (autovacuum_vacuum_scale_factor = 0.05)`,
];

// An event without a position has no place in the index: an append writes it once less.
const positions = [
  `alter table event drop constraint event_position_key`,
  `create unique index event_position_key on event (position) where position is not null`,
];
