/* eslint-disable max-lines-per-function -- a suite is a list of sentences */
import { KeyEncryptionKey } from '#crypto';
import { context, testPostgres, TestClock, type TestPostgres } from '#testing';
import type { Database } from '../database.js';
import type { parcels } from '../fixtures/parcel.js';
import { before, contracting, reading, weights, writing } from '../fixtures/releases.js';
import { Projections } from '../projections/projections.js';
import { Sequencer } from '../sequencer/sequencer.js';
import type { ServiceLog } from '../service-log.js';
import { PostgresEventStore } from '../store/postgres-event-store.js';
import { verifyService } from '../verify/verify-service.js';
import { migrateService } from './migrate.js';
import { PostgresDatabase } from './postgres-database.js';

interface Program {
  readonly log: ServiceLog;
  readonly database: Database;
  readonly store: PostgresEventStore;
  readonly projections: Projections;
}

describe('two releases of a service side by side', () => {
  let postgres: TestPostgres;
  const opened: Database[] = [];
  beforeEach(async () => {
    postgres = await testPostgres();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
    await postgres.drop();
  });

  const settings = () => ({ url: postgres.url, poolSize: 3 });
  const start = async (log: ServiceLog): Promise<Program> => {
    const database = await PostgresDatabase.open(log, settings());
    opened.push(database);
    const keys = new KeyEncryptionKey(new Uint8Array(32).fill(7));
    const store = new PostgresEventStore({ database, clock: new TestClock(), keys });
    return { log, database, store, projections: new Projections(log, database) };
  };
  const send = ({ log, store }: Program) =>
    store.execute(log.aggregates[0] as typeof parcels, 'a', {
      type: 'send',
      context: context(),
      recipient: 'Ada',
      grams: 1,
    });
  const weigh = ({ log, store }: Program, grams: number) =>
    store.execute(log.aggregates[0] as typeof parcels, 'a', { type: 'weigh', context: context(), grams });
  const sequenced = async (database: Database): Promise<void> => {
    const sequencer = new Sequencer(database, { pollMs: 5 });
    sequencer.start();
    while ((await database.query('select from queue limit 1')).length > 0) sequencer.written(false);
    await sequencer.stop();
  };
  const differences = async ({ log, database }: Program): Promise<readonly string[]> => {
    const found: string[] = [];
    await verifyService(log, database, {
      onDifference: ({ problem, what }) => found.push(`${problem}: ${what}`),
    });
    return found;
  };
  const table = ({ database }: Program) => database.query('select grams, scale from weights_v1 order by n');

  it('both read and write while a column is added, and a process of the former may still start', async () => {
    await migrateService(before, settings());
    const old = await start(before);
    await send(old);
    await migrateService(reading, settings());
    const fresh = await start(reading);
    await weigh(old, 10);
    await weigh(fresh, 20);
    await weigh(await start(before), 30);
    await fresh.database.query(`update stream set shelf = 'A1'`);
    await weigh(old, 40);
    await sequenced(old.database);
    await old.projections.advance();
    expect(await table(fresh)).toMatchObject([{ grams: 10 }, { grams: 20 }, { grams: 30 }, { grams: 40 }]);
    expect(await old.database.query('select version, shelf from stream')).toEqual([
      { version: 5, shelf: 'A1' },
    ]);
    expect(await differences(fresh)).toEqual([]);
  });

  it('agree on events of a new form, which is written once all read it', async () => {
    await migrateService(reading, settings());
    const [former, latter] = [await start(reading), await start(writing)];
    await send(former);
    for (const grams of [10, 20, 30, 40]) await weigh(grams % 20 === 0 ? latter : former, grams);
    await sequenced(former.database);
    await former.projections.advance();
    expect(await table(former)).toEqual([
      { grams: 10, scale: null },
      { grams: 20, scale: 'north' },
      { grams: 30, scale: null },
      { grams: 40, scale: 'north' },
    ]);
    expect(await differences(former)).toEqual([]);
    expect(await differences(latter)).toEqual([]);
  });

  it('leave to the latter what the former does not understand: it is not parked, passed over or misread', async () => {
    await migrateService(reading, settings());
    const [old, latest] = [await start(before), await start(writing)];
    await send(latest);
    await weigh(latest, 10);
    await sequenced(old.database);
    await expect(old.projections.advance()).rejects.toThrow(
      'an event of schema version 3 needs a newer program: this one reads up to 2',
    );
    expect(await table(old)).toEqual([]);
    expect(await old.database.query('select from parked')).toEqual([]);
    expect(await differences(old)).toEqual([
      expect.stringMatching(/^not-replayable: .*needs a newer program/),
    ]);
    await latest.projections.advance();
    expect(await table(old)).toEqual([{ grams: 10, scale: 'north' }]);
  });

  it('read each their own version of a projection, both kept up to date', async () => {
    await migrateService(before, settings());
    const old = await start(before);
    const renewed: ServiceLog = { ...before, projections: [{ ...weights, version: 2 }] };
    await migrateService(renewed, settings());
    const fresh = await start(renewed);
    await send(old);
    await weigh(old, 10);
    await sequenced(old.database);
    for (const each of [old, fresh, old, fresh]) await each.projections.advance();
    expect([old, fresh].map((each) => each.projections.table('weights'))).toEqual([
      'weights_v1',
      'weights_v2',
    ]);
    await weigh(fresh, 20);
    await sequenced(old.database);
    await old.projections.advance();
    expect(await table(old)).toMatchObject([{ grams: 10 }, { grams: 20 }]);
    expect(await old.projections.caughtUp()).toBe(true);
  });

  it('are no two any more once something is taken away: the former is refused, in a sentence', async () => {
    await migrateService(before, settings());
    await expect(start(reading)).rejects.toThrow(
      /"post" is older than this program \(ExpandShelf1800000000000 missing\): run/,
    );
    await migrateService(contracting, settings());
    await expect(start(reading)).rejects.toThrow(
      /"post" is newer than this program \(it has DropShelf1900000000000\): run/,
    );
  });

  it('are migrated once, however many try at the same time', async () => {
    await Promise.all(Array.from({ length: 4 }, () => migrateService(reading, settings())));
    const { database } = await start(reading);
    const run = await database.query<{ name: string }>('select name from migration order by id');
    expect(run.filter(({ name }) => name.startsWith('Expand'))).toEqual([
      { name: 'ExpandShelf1800000000000' },
    ]);
    expect(new Set(run.map(({ name }) => name)).size).toBe(run.length);
  });
});
