import fc from 'fast-check';
import { context, testLog, type TestLog } from '#testing';
import { migrateService } from '../database/migrate.js';
import { PostgresDatabase } from '../database/postgres-database.js';
import { parcels, post } from '../fixtures/parcel.js';
import type { Projection, StoredEvent } from '../projection.js';
import { Sequencer } from '../sequencer/sequencer.js';
import { importStreams } from '../store/import-streams.js';
import { Projections } from './projections.js';

const weights = (version: number, column: string): Projection => ({
  name: 'weights',
  version,
  create: (table) =>
    `create table ${table} (stream text primary key, ${column} int not null check (${column} < 1000))`,
  reducers: {
    ParcelSent: async ({ stream, data }, sql, table) => {
      await sql.query(`insert into ${table} values ($1, $2)`, [stream, data['grams']]);
    },
    ParcelWeighed: async ({ stream, data }, sql, table) => {
      await sql.query(`update ${table} set ${column} = $2 where stream = $1`, [stream, data['grams']]);
    },
  },
});

/** The same, many events at once. */
const together = (version: number, column: string): Projection => ({
  ...weights(version, column),
  reducersOfMany: {
    ParcelSent: async (events, sql, table) => {
      await sql.query(`insert into ${table} select * from unnest($1::text[], $2::int[])`, columns(events));
    },
    ParcelWeighed: async (events, sql, table) => {
      await sql.query(
        `update ${table} set ${column} = e.grams from unnest($1::text[], $2::int[]) as e (stream, grams)
          where ${table}.stream = e.stream`,
        columns(events),
      );
    },
  },
});
const columns = (events: readonly StoredEvent[]) => [
  events.map(({ stream }) => stream),
  events.map(({ data }) => data['grams']),
];

const first = { ...post, projections: [weights(1, 'grams')] };
const second = { ...post, projections: [weights(2, 'weight')] };

describe('projections', () => {
  let log: TestLog;
  let sequencer: Sequencer;
  let projections: Projections;
  beforeEach(async () => {
    log = await testLog(first);
    sequencer = new Sequencer(log.database, { pollMs: 20 });
    sequencer.start();
    projections = new Projections(first, log.database);
    projections.start();
  });
  afterEach(async () => {
    await projections.stop();
    await sequencer.stop();
    await log.close();
  });
  const send = (id: string, grams: number) =>
    log.store.execute(parcels, id, { type: 'send', context: context(), recipient: 'Ada', grams });
  const weigh = (id: string, grams: number) =>
    log.store.execute(parcels, id, { type: 'weigh', context: context(), grams });
  const rows = (table: string) => log.database.query(`select * from ${table} order by stream`);

  it('shows what was written before a reader asked', async () => {
    await send('a', 1);
    await weigh('a', 2);
    expect(await projections.caughtUp()).toBe(true);
    expect(await rows(projections.table('weights'))).toEqual([{ stream: 'parcel-a', grams: 2 }]);
  });

  it('applies each event once, with two processes that project', async () => {
    const other = new Projections(first, (await log.another()).database);
    other.start();
    await Promise.all(Array.from({ length: 50 }, (_, n) => send(String(n), n)));
    expect(await projections.caughtUp()).toBe(true);
    await other.stop();
    expect(await rows('weights_v1')).toHaveLength(50);
    expect(await log.database.query('select 1 from parked')).toEqual([]);
  });

  it('builds a new version beside the old one, and switches when it shows as much', async () => {
    await send('a', 1);
    await projections.caughtUp();
    await migrateService(second, log.settings);
    const database = await PostgresDatabase.open(second, log.settings);
    const newer = new Projections(second, database);
    await log.database.query(`update projection set position = 0 where version = 2`);
    expect(newer.table('weights')).toBe('weights_v2');
    await newer.advance();
    expect(newer.table('weights')).toBe('weights_v2');
    expect(await rows('weights_v2')).toEqual([{ stream: 'parcel-a', weight: 1 }]);
    expect(await log.database.query('select version, state from projection order by version')).toEqual([
      { version: 1, state: 'retired' },
      { version: 2, state: 'live' },
    ]);
    await database.close();
  });

  it('lets readers use the old version while the new one is being built', async () => {
    const history = (n: number) => ({
      event: { type: 'ParcelSent', recipient: 'Ada', grams: n },
      context: context(),
      recordedAt: new Date(),
    });
    await importStreams(
      log,
      Array.from({ length: 2_001 }, (_, n) => ({
        aggregate: parcels,
        id: String(n),
        happened: [history(1)],
      })),
    );
    await projections.caughtUp(undefined, 20_000);
    await migrateService(second, log.settings);
    const database = await PostgresDatabase.open(second, log.settings);
    const newer = new Projections(second, database);
    expect(await newer.advance()).toBe(true);
    expect(newer.table('weights')).toBe('weights_v1');
    expect(await newer.advance()).toBe(false);
    expect(newer.table('weights')).toBe('weights_v2');
    expect(await rows('weights_v2')).toHaveLength(2_001);
    await database.close();
  });

  it('shows the same when it was built of many events at once, whatever their order', async () => {
    const script = fc.array(
      fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), grams: fc.integer({ min: 1, max: 1_300 }) }),
      {
        minLength: 20,
        maxLength: 60,
      },
    );
    for (const id of ['a', 'b', 'c', 'd']) await send(id, 1);
    for (const { id, grams } of fc.sample(script, 1).flat()) await weigh(id, grams);
    await projections.caughtUp(undefined, 20_000);
    const third = { ...post, projections: [together(2, 'weight')] };
    await migrateService(third, log.settings);
    const database = await PostgresDatabase.open(third, log.settings);
    const newer = new Projections(third, database);
    while (await newer.advance());
    const shown = await log.database.query('select stream, weight as grams from weights_v2 order by stream');
    expect(shown).toEqual(await rows('weights_v1'));
    await database.close();
  });

  it('parks the stream of an event that cannot be applied, goes on with others, and catches up when redriven', async () => {
    await send('heavy', 5_000);
    await send('light', 1);
    await weigh('heavy', 10);
    expect(await projections.caughtUp()).toBe(true);
    expect(await rows('weights_v1')).toEqual([{ stream: 'parcel-light', grams: 1 }]);
    expect(await log.database.query('select stream, version, attempts from parked order by version')).toEqual(
      [
        { stream: 'parcel-heavy', version: 1, attempts: 1 },
        { stream: 'parcel-heavy', version: 2, attempts: 0 },
      ],
    );
    await log.database.query('alter table weights_v1 drop constraint weights_v1_grams_check');
    await log.database.query('update parked set next_attempt_at = now()');
    await projections.stop();
    await projections.advance();
    await projections.advance();
    expect(await rows('weights_v1')).toEqual([
      { stream: 'parcel-heavy', grams: 10 },
      { stream: 'parcel-light', grams: 1 },
    ]);
    expect(await log.database.query('select 1 from parked')).toEqual([]);
  });
});
