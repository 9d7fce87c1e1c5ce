import pg from 'pg';
import type { DatabaseSettings } from '../database.js';
import type { ServiceLog } from '../service-log.js';
import { createProjections } from '../projections/create-projections.js';
import { dataSourceFor } from './data-source.js';
import { databaseUrlOf } from './database-url.js';
import { PostgresDatabase } from './postgres-database.js';

/** Brings the schema of a service up to this program: under an advisory lock, so that any number may try at once. */
export const migrateService = async (log: ServiceLog, settings: DatabaseSettings): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrlOf(settings.url, log.service) });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtextextended('assent migrate ' || $1, 0))`, [
      log.service,
    ]);
    await client.query(`create schema if not exists "${log.service}"`);
    await runMigrations(log, settings);
    await withDatabase(log, settings, (database) => createProjections(log, database));
  } finally {
    await client.end();
  }
};

const runMigrations = async (log: ServiceLog, settings: DatabaseSettings): Promise<void> => {
  const source = await dataSourceFor(log, { url: settings.url, poolSize: 2 }).initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
};

/** Opens a service's database for as long as `work` lasts. */
export const withDatabase = async <T>(
  log: ServiceLog,
  settings: DatabaseSettings,
  work: (database: PostgresDatabase) => Promise<T>,
): Promise<T> => {
  const database = await PostgresDatabase.open(log, { url: settings.url, poolSize: 2 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};
