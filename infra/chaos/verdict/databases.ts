import pg from 'pg';

/** Every service of a platform, by name. */
export const services = [
  'directory',
  'registration',
  'tokens',
  'intents',
  'authorization',
  'quotes',
  'notifications',
  'audit',
] as const;
export type ServiceName = (typeof services)[number];

/** Looks into the databases of services, as an auditor with read access would. */
export class Databases {
  private readonly pools = new Map<ServiceName, pg.Pool>();

  /** `urlOf` gives the postgres:// URL of a service's database. */
  constructor(private readonly urlOf: (service: ServiceName) => string) {}

  /** Rows of one service; its schema is the search path. */
  async rows<Row extends pg.QueryResultRow>(
    service: ServiceName,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<readonly Row[]> {
    const { rows } = await this.poolOf(service).query<Row>(text, [...values]);
    return rows;
  }

  /** One connection, to hold on to; to be released. */
  connect(service: ServiceName): Promise<pg.PoolClient> {
    return this.poolOf(service).connect();
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
    this.pools.clear();
  }

  private poolOf(service: ServiceName): pg.Pool {
    const known = this.pools.get(service);
    if (known) return known;
    const options = `-c search_path="${service}"`;
    const pool = new pg.Pool({ connectionString: this.urlOf(service), max: 2, options });
    pool.on('error', () => undefined); // a server that is killed breaks idle connections
    this.pools.set(service, pool);
    return pool;
  }
}
