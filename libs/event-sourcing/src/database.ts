/** Something that runs SQL: the pool, or an open transaction. */
export interface Sql {
  query<Row extends object = Record<string, unknown>>(
    text: string,
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
    text: string,
    parameters?: readonly unknown[],
  ): Promise<Row[]>;
  abstract transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}
