import { context, testLog, type TestLog } from '#testing';
import { Claimed, type EventStore } from '../event-store.js';
import { parcels, post } from '../fixtures/parcel.js';
import { Refused } from '../refused.js';
import { ERASED } from '../sealed.js';

const send = { type: 'send', context: context(), recipient: 'Ada Lovelace', grams: 500 } as const;
const weigh = (grams: number) => ({ type: 'weigh', context: context(), grams }) as const;
const deliver = () => ({ type: 'deliver', context: context() }) as const;
const tomorrow = '2026-01-02T00:00:00.000Z';
const nonce = { scope: 'nonce', key: 'n-1', expiresAt: tomorrow };

describe('the event store', () => {
  let log: TestLog;
  let store: EventStore;
  beforeAll(async () => {
    log = await testLog(post);
    store = log.store;
  });
  afterAll(() => log.close());

  it('answers what a command left behind, and reads it back', async () => {
    const outcome = await store.execute(parcels, 'a', send);
    expect(outcome).toMatchObject({ stream: 'parcel-a', version: 1, state: { recipient: 'Ada Lovelace' } });
    expect(await store.load(parcels, 'a')).toEqual({ version: 1, state: outcome.state });
    expect(await store.load(parcels, 'nobody')).toBeUndefined();
  });

  it('keeps personal data from the tables, sealed under a key of the stream', async () => {
    await store.execute(parcels, 'sealed', send);
    const rows = await log.database.query(
      `select (select json_agg(e) from event e) as events, (select json_agg(s) from stream s) as streams`,
    );
    expect(JSON.stringify(rows)).not.toContain('Lovelace');
    expect(JSON.stringify(rows)).toContain('$sealed');
  });

  it('erases personal data with its key: the rest stays readable, and can still change', async () => {
    await store.execute(parcels, 'erased', send);
    expect(await store.erase('parcel-erased')).toBe(true);
    expect(await store.erase('parcel-erased')).toBe(false);
    expect((await store.load(parcels, 'erased'))?.state).toMatchObject({ recipient: ERASED, grams: 500 });
    expect((await store.execute(parcels, 'erased', deliver())).version).toBe(2);
  });

  it('refuses new personal data for an erased stream', async () => {
    await store.execute(parcels, 'erased-2', send);
    await store.erase('parcel-erased-2');
    const command = { ...deliver(), note: 'left with Charles' };
    await expect(store.execute(parcels, 'erased-2', command)).rejects.toMatchObject({
      reason: 'personal-data-erased',
    });
  });

  it('refuses an unexpected version', async () => {
    await store.execute(parcels, 'version', send);
    const refusal = store.execute(parcels, 'version', weigh(1), { expectedVersion: 7 });
    await expect(refusal).rejects.toMatchObject({ reason: 'version-mismatch' });
    expect((await store.execute(parcels, 'version', weigh(1), { expectedVersion: 1 })).version).toBe(2);
  });

  it('opens a stream without reading it, and still refuses whatever is not new', async () => {
    const fresh = { expectedVersion: 0 };
    expect((await store.execute(parcels, 'fresh', send, fresh)).version).toBe(1);
    const again = [send, weigh(1), weigh(0)].map((command) =>
      store.execute(parcels, 'fresh', command, fresh),
    );
    for (const refused of await Promise.allSettled(again)) {
      expect(refused).toMatchObject({ reason: { reason: 'version-mismatch' } });
    }
    await expect(store.execute(parcels, 'unsent', weigh(1), fresh)).rejects.toThrow('not-on-its-way');
    expect((await store.load(parcels, 'fresh'))?.state).toMatchObject({ grams: 500, weighings: 0 });
  });

  it('handles the command of a reaction once, also where it opens a stream', async () => {
    const caused = context({ actor: { kind: 'service', id: 'post/reaction' }, causationId: 'event-2' });
    const opened = () =>
      store.execute(parcels, 'caused', { ...send, context: caused }, { expectedVersion: 0 });
    const first = await opened();
    expect(first.events).toHaveLength(1);
    expect(await opened()).toEqual({ ...first, events: [] });
  });

  it('writes nothing when the decider refuses', async () => {
    await store.execute(parcels, 'refused', send);
    await expect(store.execute(parcels, 'refused', send)).rejects.toThrow(new Refused('already-sent'));
    expect((await store.load(parcels, 'refused'))?.version).toBe(1);
  });

  it('lets a key be claimed once, and says by whom', async () => {
    const claims = [{ ...nonce, fingerprint: 'f' }];
    await store.execute(parcels, 'claim-1', send, { claims });
    const second = store.execute(parcels, 'claim-2', send, { claims });
    await expect(second).rejects.toBeInstanceOf(Claimed);
    await expect(second).rejects.toMatchObject({
      reason: 'nonce-already-used',
      stream: 'parcel-claim-1',
      fingerprint: 'f',
    });
    expect(await store.load(parcels, 'claim-2')).toBeUndefined();
  });

  it('lets a key be claimed again once it has expired', async () => {
    const claims = [{ scope: 'nonce', key: 'short', expiresAt: '2026-01-01T00:01:00.000Z' }];
    await store.claim(claims, context());
    await expect(store.claim(claims, context())).rejects.toThrow('nonce-already-used');
    log.clock.advance({ minutes: 2 });
    await store.claim([{ ...claims[0]!, expiresAt: tomorrow }], context());
    await expect(store.claim(claims, context())).rejects.toThrow('nonce-already-used');
  });

  it('takes claims also when nothing happens', async () => {
    await store.execute(parcels, 'idle', send);
    const claims = [{ ...nonce, key: 'idle' }];
    expect((await store.execute(parcels, 'idle', weigh(500), { claims })).events).toEqual([]);
    await expect(store.claim(claims, context())).rejects.toMatchObject({ stream: 'parcel-idle' });
  });

  it('gives back the claims of an append that fails', async () => {
    const claims = [{ ...nonce, key: 'free' }, nonce];
    await expect(store.execute(parcels, 'claim-3', send, { claims })).rejects.toThrow('nonce-already-used');
    await store.claim([claims[0]!], context());
  });

  it('handles the command of a reaction once, also when its effect makes a second one refusable', async () => {
    const caused = context({ actor: { kind: 'service', id: 'post/reaction' }, causationId: 'event-1' });
    await store.execute(parcels, 'reaction', send);
    const first = await store.execute(parcels, 'reaction', { type: 'deliver', context: caused });
    const second = await store.execute(parcels, 'reaction', { type: 'deliver', context: caused });
    expect(second).toEqual({ ...first, events: [] });
    const other = { type: 'deliver', context: { ...caused, commandId: 'another' } } as const;
    await expect(store.execute(parcels, 'reaction', other)).rejects.toThrow('not-on-its-way');
  });

  it.each([1, 2, 3])('lets exactly one of fifty racing commands win (round %i)', async (round) => {
    const { store: other } = await log.another();
    await store.execute(parcels, `race-${round}`, send);
    const race = Array.from({ length: 50 }, (_, n) =>
      (n % 2 ? store : other).execute(parcels, `race-${round}`, deliver()),
    );
    const won = (await Promise.allSettled(race)).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
  });

  it.each([1, 2, 3])('lets exactly one of fifty racing claims win (round %i)', async (round) => {
    const { store: other } = await log.another();
    const claims = [{ ...nonce, key: `race-${round}` }];
    const race = Array.from({ length: 50 }, (_, n) =>
      (n % 2 ? store : other).execute(parcels, `claim-race-${round}-${n}`, send, { claims }),
    );
    const won = (await Promise.allSettled(race)).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    const text = `select 1 from stream where id like $1`;
    expect(await log.database.query(text, [`parcel-claim-race-${round}-%`])).toHaveLength(1);
  });

  it('decides again when another process was faster, until every command had its effect', async () => {
    const { store: other } = await log.another();
    await store.execute(parcels, 'shared', send);
    const race = Array.from({ length: 40 }, (_, n) =>
      (n % 2 ? store : other).execute(parcels, 'shared', weigh(1_000 + n)),
    );
    await Promise.all(race);
    expect((await store.load(parcels, 'shared'))?.state).toMatchObject({ weighings: 40 });
  });

  it('writes the good appends of a batch when others of it cannot be', async () => {
    await store.claim([{ ...nonce, key: 'taken' }], context());
    const mixed = Array.from({ length: 30 }, (_, n) =>
      store.execute(parcels, `mixed-${n}`, send, { claims: n % 3 ? [] : [{ ...nonce, key: 'taken' }] }),
    );
    const results = await Promise.allSettled(mixed);
    expect(results.map(({ status }) => status)).toEqual(
      results.map((_, n) => (n % 3 ? 'fulfilled' : 'rejected')),
    );
  });

  it('spoils no other append with one that the database cannot store', async () => {
    const results = await Promise.allSettled([
      store.execute(parcels, 'fine-1', send),
      store.execute(parcels, 'nul-\0', send),
      store.execute(parcels, 'fine-2', send),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('refuses with storage-unavailable while the database is away', async () => {
    const { database, store: other } = await log.another();
    await other.execute(parcels, 'away', send);
    await database.close();
    await expect(other.execute(parcels, 'away', weigh(1))).rejects.toMatchObject({
      reason: 'storage-unavailable',
    });
  });
});
