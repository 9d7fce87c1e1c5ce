import type { Sql } from '../database.js';
import type { ServiceLog } from '../service-log.js';
import { migrationsOf } from './data-source.js';

/** The schema of a service is not the one this program was written for; one sentence for people, with what to do. */
export class WrongSchema extends Error {
  override readonly name = 'WrongSchema';
}

/** First part of the names of migrations that only add, so that programs of before go on working beside them. */
const EXPANDING = 'Expand';

/** Throws `WrongSchema` unless the migrations that this program knows were run, and beyond them none but such as only add. */
export const refuseWrongSchema = async (log: ServiceLog, sql: Sql): Promise<void> => {
  const run = new Set(await migrationsRun(log, sql));
  const known = migrationsOf(log).map(nameOf);
  const missing = known.filter((name) => !run.has(name));
  if (missing.length > 0) {
    throw new WrongSchema(
      `The database schema "${log.service}" is older than this program (${missing.join(', ')} missing): run "assent migrate".`,
    );
  }
  const unknown = [...run].filter((name) => !known.includes(name) && !name.startsWith(EXPANDING));
  if (unknown.length > 0) {
    throw new WrongSchema(
      `The database schema "${log.service}" is newer than this program (it has ${unknown.join(', ')}): run the newer program.`,
    );
  }
};

const migrationsRun = async (log: ServiceLog, sql: Sql): Promise<string[]> => {
  const [found] = await sql.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    `"${log.service}".migration`,
  ]);
  if (!found?.there) return [];
  return (await sql.query<{ name: string }>('select name from migration')).map(({ name }) => name);
};

// TypeORM stores a migration under its `name` if it has one, else under the name of its class.
const nameOf = (migration: new () => { name?: string }): string => new migration().name ?? migration.name;
