import { setTimeout as pause } from 'node:timers/promises';
import { testLog, type TestLog } from '#testing';
import type { Database } from '../database.js';
import { post } from '../fixtures/parcel.js';
import {
  expectDenseAndInOrder,
  type Placed,
  placedEvents,
  send,
  weigh,
} from '../fixtures/parcels-in-order.js';
import { acquireLease } from './lease.js';
import { sequenceEvents } from './sequence-events.js';
import { Sequencer } from './sequencer.js';

const allSequenced = async (database: Database, within = 5_000): Promise<Placed[]> => {
  const deadline = performance.now() + within;
  while (performance.now() < deadline) {
    const waiting = await database.query('select 1 from queue limit 1');
    if (waiting.length === 0) return placedEvents(database);
    await pause(5);
  }
  throw new Error('the queue does not empty');
};

describe('the sequencer', () => {
  let log: TestLog;
  const running: Sequencer[] = [];
  const start = (database: Database, settings = {}) => {
    const sequencer = new Sequencer(database, settings);
    running.push(sequencer);
    sequencer.start();
    return sequencer;
  };
  beforeEach(async () => (log = await testLog(post)));
  afterEach(async () => {
    await Promise.all(running.splice(0).map((sequencer) => sequencer.stop()));
    await log.close();
  });

  it('gives dense positions in stream order, with many writers in two processes and a sequencer in each', async () => {
    const other = await log.another();
    start(log.database, { batchSize: 7 });
    start(other.database, { batchSize: 5 });
    const writer = async (n: number) => {
      const store = n % 2 ? log.store : other.store;
      const id = String(n % 8);
      if (n < 8) await send(store, id);
      else await pause(50);
      for (let grams = 10; grams < 20; grams += 1) await weigh(store, id, n * 100 + grams);
    };
    await Promise.all(Array.from({ length: 32 }, (_, n) => writer(n)));
    const rows = await allSequenced(log.database);
    expect(rows).toHaveLength(8 + 32 * 10);
    expectDenseAndInOrder(rows);
  });

  it('never shows a position before all lower ones: a reader that follows misses nothing', async () => {
    start(log.database, { batchSize: 3 });
    start((await log.another()).database, { batchSize: 3 });
    const seen: number[] = [];
    let done = false;
    const reader = (async () => {
      while (!done) {
        const rows = await log.database.query<{ position: number }>(
          'select position from event where position > $1 order by position',
          [seen.at(-1) ?? 0],
        );
        seen.push(...rows.map(({ position }) => position));
      }
    })();
    await Promise.all(Array.from({ length: 60 }, (_, n) => send(log.store, String(n))));
    await allSequenced(log.database);
    await pause(20);
    done = true;
    await reader;
    expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  it('lets a holder that slept past its lease change nothing', async () => {
    const lease = { name: 'sequencer', milliseconds: 500 };
    const paused = await acquireLease(log.database, { ...lease, holder: 'paused' });
    await send(log.store, 'a');
    expect(await acquireLease(log.database, { ...lease, holder: 'other' })).toBeUndefined();
    await pause(600);
    expect(await sequenceEvents(log.database, paused!, { limit: 10 })).toBe(0);
    const next = await acquireLease(log.database, { ...lease, milliseconds: 60_000, holder: 'other' });
    expect(next!.fence).toBeGreaterThan(paused!.fence);
    expect(await sequenceEvents(log.database, paused!, { limit: 10 })).toBe(0);
    expect(await sequenceEvents(log.database, next!, { limit: 10 })).toBe(1);
    expectDenseAndInOrder(await placedEvents(log.database));
  });

  it('refuses a holder whose own lease ran out and was taken again under a new fence', async () => {
    const first = await acquireLease(log.database, { name: 'sequencer', holder: 'one', milliseconds: 1 });
    await pause(5);
    const second = await acquireLease(log.database, {
      name: 'sequencer',
      holder: 'one',
      milliseconds: 60_000,
    });
    await send(log.store, 'a');
    expect(await sequenceEvents(log.database, first!, { limit: 10 })).toBe(0);
    expect(await sequenceEvents(log.database, second!, { limit: 10 })).toBe(1);
  });

  it('takes over from a dead holder when its lease runs out, and at once from one that stopped', async () => {
    await acquireLease(log.database, { name: 'sequencer', holder: 'dead', milliseconds: 300 });
    const heir = start(log.database, { leaseMs: 60_000, pollMs: 50 });
    await send(log.store, 'a');
    expect(await allSequenced(log.database, 2_000)).toMatchObject([{ position: 1 }]);
    await heir.stop();
    start(log.database, { pollMs: 50 });
    await send(log.store, 'b');
    expect(await allSequenced(log.database, 2_000)).toMatchObject([{ position: 1 }, { position: 2 }]);
  });

  it('is woken by a neighbouring process, and tells readers', async () => {
    const other = await log.another();
    start(log.database, { pollMs: 60_000 });
    const told = new Promise<string>((done) => {
      const stop = log.database.listen(
        'assent_sequenced',
        (service) => void stop().then(() => done(service)),
      );
    });
    await pause(200); // both listen by now, and the holder sleeps
    await send(other.store, 'a');
    new Sequencer(other.database).written(false);
    expect(await told).toBe('post');
    expectDenseAndInOrder(await placedEvents(log.database));
  });

  it('stops within a second although nothing happens', async () => {
    const sequencer = start(log.database, { pollMs: 60_000 });
    await pause(50);
    const before = performance.now();
    await sequencer.stop();
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
