import pg from 'pg';
import { DataSource } from 'typeorm';
import type { DatabaseSettings } from '../database.js';
import type { ServiceLog } from '../service-log.js';
import { databaseUrlOf } from './database-url.js';
import { LogTables1700000000000 } from './log-tables.js';
import { PublicationTable1700000001000 } from './publication-table.js';
import { TableStorage1700000002000 } from './table-storage.js';

/** All migrations of a service, in the order of the timestamps in their names. */
export const migrationsOf = (log: ServiceLog) => [
  LogTables1700000000000,
  PublicationTable1700000001000,
  TableStorage1700000002000,
  ...(log.migrations ?? []),
];

const BIGINT = 20;

// Positions and counts stay far below 2^53, and numbers compare as one expects.
const types = {
  getTypeParser: ((oid: number, format: 'text') =>
    oid === BIGINT ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** What every connection of a service is opened with: its schema is the search path. */
export const connectionOptions = (service: string) => ({
  options: `-c search_path="${service}"`,
  types,
  keepAlive: true,
});

/** The TypeORM data source of one service: its schema is the search path of every connection. */
export const dataSourceFor = (log: ServiceLog, settings: DatabaseSettings): DataSource => {
  if (!/^[a-z][a-z0-9-]{0,40}$/.test(log.service))
    throw new Error(`"${log.service}" is no name for a schema`);
  return new DataSource({
    type: 'postgres',
    url: databaseUrlOf(settings.url, log.service),
    schema: log.service,
    poolSize: settings.poolSize,
    applicationName: `assent ${log.service}`,
    connectTimeoutMS: 5_000,
    installExtensions: false,
    migrations: migrationsOf(log),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    poolErrorHandler: () => undefined, // a broken idle connection is replaced; its user, if any, gets the error
    extra: connectionOptions(log.service),
  });
};
