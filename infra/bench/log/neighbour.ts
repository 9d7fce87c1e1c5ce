import { migrateService, PostgresDatabase, type Sql } from '#event-sourcing';
import { type Message, RunningConsumers, type Transport } from '#messaging';
import type { BenchLog } from './bench-log.js';
import { ordersLog } from './order.js';

/** A service that keeps a read model of the orders in a schema of its own. */
export interface Neighbour {
  /** When the effect of a stream's newest event was committed, by `performance.now()`. */
  readonly arrived: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export const startNeighbour = async (
  { settings }: BenchLog,
  transport: Transport,
  name: string,
): Promise<Neighbour> => {
  const log = { service: `neighbour-${name}`, aggregates: [] };
  await migrateService(log, settings);
  const database = await PostgresDatabase.open(log, settings);
  await database.query('create table seen (stream text primary key, view json not null)');
  const arrived = new Map<string, number>();
  const consumers = new RunningConsumers(log.service, () => telling(database, arrived), transport);
  consumers.add({
    name: 'orders-seen',
    services: [ordersLog.service],
    project: (message, sql) => see([message], sql),
    projectAll: see,
  });
  await consumers.onApplicationBootstrap();
  const stop = async (): Promise<void> => {
    await consumers.onModuleDestroy();
    await database.close();
  };
  return { arrived, stop };
};

/** Rows as they are after the newest message of each stream. */
const see = async (messages: readonly Message[], sql: Sql): Promise<void> => {
  const newest = new Map(messages.map(({ stream, data }) => [stream, data.view]));
  await sql.query(
    `insert into seen select * from unnest($1::text[], $2::json[])
       on conflict (stream) do update set view = excluded.view`,
    [[...newest.keys()], [...newest.values()]],
  );
};

/** The database, noting after each commit what it has written into `seen`. */
const telling = (database: PostgresDatabase, arrived: Map<string, number>): PostgresDatabase => {
  const transaction = async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
    const streams: string[] = [];
    const result = await database.transaction((sql) =>
      work({
        query: (statement, parameters) => {
          if (typeof statement === 'string' && statement.includes('into seen'))
            streams.push(...(parameters![0] as string[]));
          return sql.query(statement, parameters);
        },
      }),
    );
    for (const stream of streams) arrived.set(stream, performance.now());
    return result;
  };
  return new Proxy(database, {
    get: (target, property) =>
      property === 'transaction' ? transaction : (Reflect.get(target, property, target) as unknown),
  });
};
