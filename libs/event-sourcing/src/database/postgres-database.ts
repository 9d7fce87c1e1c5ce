import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { type Connections, Database, type DatabaseSettings, type Sql, type Statement } from '../database.js';
import type { ServiceLog } from '../service-log.js';
import { dataSourceFor } from './data-source.js';
import { derivedPool } from './derived-pool.js';
import { databaseUrlOf } from './database-url.js';
import { listen } from './listener.js';
import { refuseWrongSchema } from './schema-version.js';
import { unitOfWork } from './unit-of-work.js';

/** We are shutting down; with the code of PostgreSQL's admin_shutdown, as callers treat it alike. */
class DatabaseClosed extends Error {
  override readonly name = 'DatabaseClosed';
  readonly code = '57P01';
}

/** The schema of one service in PostgreSQL, through TypeORM's pool. */
export class PostgresDatabase extends Database {
  private closing: Promise<void> | undefined;
  private readonly undurable: pg.Pool;

  private constructor(
    readonly service: string,
    private readonly url: string,
    private readonly source: DataSource,
  ) {
    super();
    this.undurable = derivedPool(service, url);
  }

  /** Throws an Error for people when the schema is not the one this program was written for. */
  static async open(log: ServiceLog, settings: DatabaseSettings): Promise<PostgresDatabase> {
    const source = await dataSourceFor(log, settings).initialize();
    const database = new PostgresDatabase(log.service, databaseUrlOf(settings.url, log.service), source);
    try {
      await refuseWrongSchema(log, database);
    } catch (error) {
      await database.close();
      throw error;
    }
    return database;
  }

  async query<Row extends object = Record<string, unknown>>(
    statement: string | Statement,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    return run<Row>(this.pool(), statement, parameters);
  }

  async transaction<T>(work: (sql: Sql) => Promise<T>, { derived = false } = {}): Promise<T> {
    this.pool();
    const begin = derived ? 'begin; set local synchronous_commit = off' : 'begin';
    return unitOfWork(this.source, begin, (client) =>
      work({ query: (statement, parameters = []) => run(client, statement, parameters) }),
    );
  }

  override get derived(): Sql {
    return {
      query: async (statement, parameters = []) => {
        this.pool();
        return run(this.undurable, statement, parameters);
      },
    };
  }

  override listen(channel: string, handler: (payload: string) => void): () => Promise<void> {
    return listen(this.url, channel, handler);
  }

  override connections(): Connections {
    if (this.closing) return super.connections();
    const { totalCount: open, idleCount: idle, waitingCount: waiting } = this.pool();
    return { open, idle, waiting };
  }

  async close(): Promise<void> {
    this.closing ??= Promise.all([this.source.destroy(), this.undurable.end()]).then(() => undefined);
    await this.closing;
  }

  private pool(): pg.Pool {
    if (this.closing) throw new DatabaseClosed();
    return (this.source.driver as unknown as { master: pg.Pool }).master;
  }
}

const run = async <Row extends object>(
  target: pg.Pool | pg.ClientBase,
  statement: string | Statement,
  parameters: readonly unknown[],
): Promise<Row[]> => {
  const config = typeof statement === 'string' ? { text: statement } : statement;
  const { rows } = await target.query<Row>({ ...config, values: [...parameters] });
  return rows;
};
