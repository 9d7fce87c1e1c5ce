import { setTimeout as pause } from 'node:timers/promises';
import { context, eventually, testLog, type TestLog } from '#testing';
import type { Database } from '../database.js';
import { parcels, post } from '../fixtures/parcel.js';
import { expectDenseAndInOrder, placedEvents, send, weigh } from '../fixtures/parcels-in-order.js';
import { acquireLease, type Tenure } from '../sequencer/lease.js';
import { sequenceEvents } from '../sequencer/sequence-events.js';
import { Sequencer } from '../sequencer/sequencer.js';
import { PostgresEventStore } from './postgres-event-store.js';

const lease = { name: 'sequencer', milliseconds: 60_000 };

describe('positions that are given with the events', () => {
  let log: TestLog;
  let written: boolean[];
  beforeEach(async () => {
    log = await testLog(post);
    written = [];
  });
  afterEach(() => log.close());

  const storeWith = (tenure: Tenure | undefined, database: Database = log.database) => {
    const positions = {
      tenure,
      written: (positioned: boolean) => void written.push(positioned),
      catchUp: async () => undefined,
    };
    return new PostgresEventStore({ database, clock: log.clock, keys: log.keys, positions });
  };
  const positionsOf = async () => (await placedEvents(log.database)).map(({ position }) => position);

  it('are dense and wait for nobody, where this process holds the lease', async () => {
    const store = storeWith(await acquireLease(log.database, { ...lease, holder: 'here' }));
    await Promise.all(Array.from({ length: 40 }, (_, n) => send(store, String(n))));
    await weigh(store, '3', 7);
    expect(await positionsOf()).toEqual(Array.from({ length: 41 }, (_, n) => n + 1));
    expect(await log.database.query('select 1 from queue')).toEqual([]);
    expect(new Set(written)).toEqual(new Set([true]));
  });

  it('are not given while an event of another process waits, which they would overtake', async () => {
    const tenure = await acquireLease(log.database, { ...lease, holder: 'here' });
    const store = storeWith(tenure);
    await send(log.store, 'a'); // by a process without a sequencer
    await weigh(store, 'a', 7);
    expect(await positionsOf()).toEqual([null, null]);
    expect(await sequenceEvents(log.database, tenure!, { limit: 10 })).toBe(2);
    await weigh(store, 'a', 8);
    expect(await placedEvents(log.database)).toMatchObject([
      { position: 1, version: 1 },
      { position: 2, version: 2 },
      { position: 3, version: 3 },
    ]);
    expect(written).toEqual([false, true]);
  });

  it('are not given by a holder that slept past its lease, nor under a fence of before', async () => {
    const slept = await acquireLease(log.database, { ...lease, milliseconds: 1, holder: 'slept' });
    await pause(5);
    await send(storeWith(slept), 'a');
    const next = await acquireLease(log.database, { ...lease, holder: 'next' });
    await sequenceEvents(log.database, next!, { limit: 10 });
    await send(storeWith(slept), 'b');
    await send(storeWith({ ...next!, fence: next!.fence - 1 }), 'c');
    expect(await positionsOf()).toEqual([1, null, null]);
    expect(written).toEqual([false, false, false]);
  });

  it('leave no gap where an append of the batch cannot be', async () => {
    const store = storeWith(await acquireLease(log.database, { ...lease, holder: 'here' }));
    const claimed = { scope: 'jti', key: 'one', expiresAt: new Date(Date.now() + 60_000).toISOString() };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        store.execute(
          parcels,
          String(n),
          { type: 'send', context: context(), recipient: 'Ada', grams: 1 },
          n % 2 ? {} : { claims: [{ ...claimed, key: n < 10 ? 'one' : 'two' }] },
        ),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(12);
    await send(store, 'last');
    expect(await positionsOf()).toEqual(Array.from({ length: 13 }, (_, n) => n + 1));
  });

  it('are dense and in stream order with two writing processes, both with a sequencer that loses its lease now and then', async () => {
    const settings = { leaseMs: 30, pollMs: 5, restMs: 1, batchSize: 7 };
    const sides = await Promise.all(
      [log.database, (await log.another()).database].map(async (database) => {
        const positions = new Sequencer(database, settings);
        positions.start();
        return {
          positions,
          store: new PostgresEventStore({ database, clock: log.clock, keys: log.keys, positions }),
        };
      }),
    );
    const shift = setInterval(() => {
      void log.database.query(`update lease set until = '-infinity' where name = 'sequencer'`);
    }, 20);
    await Promise.all(Array.from({ length: 8 }, (_, n) => send(sides[n % 2]!.store, String(n))));
    const writer = async (n: number) => {
      for (let i = 0; i < 15; i += 1) await weigh(sides[(n + i) % 2]!.store, String(n % 8), n * 100 + i);
    };
    await Promise.all(Array.from({ length: 24 }, (_, n) => writer(n)));
    clearInterval(shift);
    await eventually(async () => expect(await positionsOf()).not.toContain(null));
    const rows = await placedEvents(log.database);
    await Promise.all(sides.map(({ positions }) => positions.stop()));
    expectDenseAndInOrder(rows);
    expect(rows).toHaveLength(8 + 24 * 15);
  });

  it('are given again under load that would keep the queue from ever being empty', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, n) => send(log.store, String(n)))); // they wait in the queue
    const sequencer = new Sequencer(log.database, { restMs: 50 });
    const positions = {
      get tenure() {
        return sequencer.tenure;
      },
      written: (positioned: boolean) => {
        written.push(positioned);
        sequencer.written(positioned);
      },
      catchUp: () => sequencer.catchUp(),
    };
    const { database, clock, keys } = log;
    const store = new PostgresEventStore({ database, clock, keys, positions });
    sequencer.start();
    await eventually(() => expect(sequencer.tenure).toBeDefined());
    const writer = async (n: number) => {
      for (let grams = 1; grams <= 40; grams += 1) await weigh(store, String(n), grams * 10 + n);
    };
    await Promise.all(Array.from({ length: 8 }, (_, n) => writer(n)));
    await sequencer.stop();
    const first = written.indexOf(true);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(written.slice(first)).not.toContain(false);
    expect(await positionsOf()).toEqual(Array.from({ length: 8 + 8 * 40 }, (_, n) => n + 1));
  });

  it('are told to readers', async () => {
    const positions = new Sequencer(log.database, { pollMs: 60_000 });
    positions.start();
    const { database, clock, keys } = log;
    const store = new PostgresEventStore({ database, clock, keys, positions });
    const told = new Promise<string>((done) => {
      const stop = database.listen('assent_sequenced', (service) => void stop().then(() => done(service)));
    });
    await pause(200); // it listens, and has the lease
    await send(store, 'a');
    expect(await told).toBe('post');
    expect(await positionsOf()).toEqual([1]);
    await positions.stop();
  });
});
