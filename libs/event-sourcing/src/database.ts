/** SQL that is run often: prepared once per connection, under its name. */
export interface Statement {
  /** Unique in the service. */
  readonly name: string;
  readonly text: string;
}

/** Something that runs SQL: the pool, or an open transaction. `bigint` comes back as a number, `json` parsed, times as Date. */
export interface Sql {
  query<Row extends object = Record<string, unknown>>(
    statement: string | Statement,
    parameters?: readonly unknown[],
  ): Promise<Row[]>;
}

/** Where a deployment keeps its data. */
export abstract class DatabaseSettings {
  /** postgres:// URL. */
  readonly url: string;
  /** Connections per service. */
  readonly poolSize: number;
}

/** The one schema of a service; `search_path` is set, so SQL names tables without a schema. */
export abstract class Database implements Sql {
  abstract readonly service: string;
  abstract query<Row extends object = Record<string, unknown>>(
    statement: string | Statement,
    parameters?: readonly unknown[],
  ): Promise<Row[]>;
  /** Commits when `work` is done, rolls back when it throws. */
  abstract transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Calls `handler` for each notification of a channel, until the answered function is called. Some, or all, may be lost: poll as well. */
  listen(_channel: string, _handler: (payload: string) => void): () => Promise<void> {
    return () => Promise.resolve();
  }
  abstract close(): Promise<void>;
}
