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
  /** postgres:// URL; `{service}` in it stands for the name of the service. */
  readonly url: string;
  /** Connections per service. */
  readonly poolSize: number;
}

/** How busy a pool is. */
export interface Connections {
  readonly open: number;
  readonly idle: number;
  /** Work that waits for a connection. */
  readonly waiting: number;
}

/** The one schema of a service; `search_path` is set, so SQL names tables without a schema. */
export abstract class Database implements Sql {
  abstract readonly service: string;
  abstract query<Row extends object = Record<string, unknown>>(
    statement: string | Statement,
    parameters?: readonly unknown[],
  ): Promise<Row[]>;
  /**
   * Commits when `work` is done, rolls back when it throws. One that is `derived` writes only what can be derived again, its
   * checkpoint with it: it does not wait for the disk, and after a crash of PostgreSQL the last of them may have to be done again.
   */
  abstract transaction<T>(
    work: (sql: Sql) => Promise<T>,
    options?: { readonly derived?: boolean },
  ): Promise<T>;
  /** Runs statements, each by itself, that write only what can be derived again: as `derived` above, without a transaction around them. */
  get derived(): Sql {
    return this;
  }
  /** Calls `handler` for each notification of a channel, until the answered function is called. Some, or all, may be lost: poll as well. */
  listen(_channel: string, _handler: (payload: string) => void): () => Promise<void> {
    return () => Promise.resolve();
  }
  /** Now; all zero where there is no pool. */
  connections(): Connections {
    return { open: 0, idle: 0, waiting: 0 };
  }
  abstract close(): Promise<void>;
}
