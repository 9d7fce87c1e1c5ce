import type { MigrationInterface, QueryRunner } from 'typeorm';
import { WATCH } from './watch-lease.js';

/** Work that is no event: who watches what registrations rest on, and when each source of that last answered. */
export class ExpandStandingTables1700000100000 implements MigrationInterface {
  readonly name = 'ExpandStandingTables1700000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table standing_source (source text primary key, answered_at timestamptz not null)',
    );
    await runner.query(`insert into lease values ('${WATCH}', '', 0, '-infinity') on conflict do nothing`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table standing_source');
    await runner.query(`delete from lease where name = '${WATCH}'`);
  }
}
