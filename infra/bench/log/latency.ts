import { setTimeout as pause } from 'node:timers/promises';
import { createTopics, KafkaTransport, LogTransport, type Transport } from '#messaging';
import { noKafka, testKafka } from '#testing';
import type { BenchLog } from './bench-log.js';
import { median, quantile } from './measure.js';
import { type Neighbour, startNeighbour } from './neighbour.js';
import { orders, ordersLog, place } from './order.js';

/** How long after its commit an event has reached a neighbour, milliseconds. */
export interface Delay {
  readonly what: string;
  readonly events: number;
  readonly p50: number;
  readonly p99: number;
}

const PER_SECOND = 500;
const WARM_UP_MS = 3_000;

/** Commit to neighbour, over the log and over Kafka, one after the other. */
export const latency = async (bench: BenchLog, rounds: number, milliseconds: number): Promise<Delay[]> => {
  bench.sequencer.start();
  const found = [
    await over(bench, new LogTransport({ urlOf: () => bench.settings.url }), [rounds, milliseconds]),
  ];
  const missing = noKafka();
  if (missing !== undefined) process.stderr.write(`without Kafka: ${missing}\n`);
  else found.push(await over(bench, await kafkaTransport(), [rounds, milliseconds]));
  return found;
};

const over = async (
  bench: BenchLog,
  transport: Transport,
  [rounds, milliseconds]: readonly [number, number],
): Promise<Delay> => {
  const publication = transport.publisher?.follow(bench.database);
  const name = publication ? 'kafka' : 'log';
  const neighbour = await startNeighbour(bench, transport, name);
  try {
    await measure(bench, neighbour, WARM_UP_MS);
    const delays: Delay[] = [];
    for (let round = 0; round < rounds; round += 1)
      delays.push(toDelay(name, await measure(bench, neighbour, milliseconds)));
    return {
      what: `commit to neighbour's projection, ${name}, ${PER_SECOND}/s`,
      events: delays.reduce((sum, { events }) => sum + events, 0),
      p50: median(delays.map(({ p50 }) => p50)),
      p99: median(delays.map(({ p99 }) => p99)),
    };
  } finally {
    await neighbour.stop();
    await publication?.stop();
    await transport.close();
  }
};

const kafkaTransport = async (): Promise<KafkaTransport> => {
  const settings = {
    brokers: await testKafka(),
    prefix: `bench-${Math.random().toString(36).slice(2)}`,
    sessionTimeoutMs: 6_000,
    fetchWaitMs: 50,
    topics: { partitions: 4, replication: 1, minInsyncReplicas: 1, retentionMs: -1 },
  };
  await createTopics(settings, [ordersLog.service]);
  return new KafkaTransport(settings);
};

const WRITTEN_EVERY_MS = 1_000 / PER_SECOND;
let order = 0;

/** An open model: events come when it is their time, whatever the ones before them take. */
const measure = async (
  { store }: BenchLog,
  { arrived }: Neighbour,
  milliseconds: number,
): Promise<number[]> => {
  const committed = new Map<string, number>();
  const started = performance.now();
  const appends: Promise<unknown>[] = [];
  for (let n = 0; n * WRITTEN_EVERY_MS < milliseconds; n += 1) {
    const wait = started + n * WRITTEN_EVERY_MS - performance.now();
    if (wait > 1) await pause(wait);
    const appended = store.execute(orders, `timed-${(order += 1)}`, place(order), { expectedVersion: 0 });
    appends.push(appended.then(({ stream }) => committed.set(stream, performance.now())));
  }
  await Promise.all(appends);
  while ([...committed.keys()].some((stream) => !arrived.has(stream))) await pause(20);
  return [...committed].map(([stream, at]) => arrived.get(stream)! - at);
};

const toDelay = (what: string, delays: readonly number[]): Delay => ({
  what,
  events: delays.length,
  p50: quantile(delays, 0.5),
  p99: quantile(delays, 0.99),
});
