import { setTimeout as pause } from 'node:timers/promises';
import { importStreams, type Projection, Projections, type ServiceLog, verifyService } from '#event-sourcing';
import type { BenchLog } from './bench-log.js';
import { type Contender, interleaved, type Result } from './measure.js';
import { histories, oneByOne, orders, ordersLog } from './order.js';

const STREAMS = 10_000;
const REPORTS = 9;
const EVENTS = STREAMS * (REPORTS + 1);
/** One by one takes too long for all. */
const FEW = 4_000;

/** Replay with every check, and a read model built again from the first event, while others read: no read may fail. */
export const replay = async (bench: BenchLog, rounds: number): Promise<Result[]> => {
  await importStreams(bench, histories(0, STREAMS, REPORTS));
  const contenders: readonly Contender[] = [
    ['replay --verify', whileReading(bench, () => verify(bench))],
    ['rebuild, many events a statement', whileReading(bench, () => rebuild(bench, ordersLog, EVENTS))],
    ['rebuild, event by event', whileReading(bench, () => rebuild(bench, oneByOne(ordersLog), FEW))],
  ];
  return interleaved(bench.cpu, rounds, contenders);
};

const verify = async ({ database }: BenchLog): Promise<number> => {
  const { events, differences } = await verifyService(ordersLog, database);
  if (differences > 0) throw new Error(`${differences} differences in a log that nobody has touched`);
  return events;
};

/** Builds the read model from the last `events` events. */
const rebuild = async ({ database }: BenchLog, log: ServiceLog, events: number): Promise<number> => {
  const [{ name, version, create }] = log.projections as [Projection];
  const table = `${name}_v${version}`;
  await database.query(`drop table ${table}`);
  await database.transaction((sql) => sql.query(create(table)));
  const text = 'update projection set position = $3 where name = $1 and version = $2';
  await database.query(text, [name, version, EVENTS - events]);
  const projections = new Projections(log, database);
  while (await projections.advance());
  const [row] = await database.query<{ rows: number }>(`select count(*)::int as rows from ${table}`);
  if (row!.rows !== (STREAMS * events) / EVENTS) throw new Error(`${row!.rows} rows`);
  return events;
};

/** Loads two hundred streams a second meanwhile. A load that fails fails the round. */
const whileReading =
  ({ store }: BenchLog, work: () => Promise<number>) =>
  async (): Promise<number> => {
    let done = false;
    const reading = (async () => {
      for (let n = 0; !done; n += 1) {
        if (!(await store.load(orders, `imported-${n % STREAMS}`))) throw new Error('a stream is gone');
        await pause(5);
      }
    })();
    try {
      return await work();
    } finally {
      done = true;
      await reading;
    }
  };
