import { context, testLog, type TestLog } from '#testing';
import { parcels, post } from '../fixtures/parcel.js';
import { Sequencer } from '../sequencer/sequencer.js';
import { verifyService } from '../verify/verify-service.js';
import { type History, importStreams } from './import-streams.js';

const recordedAt = new Date('2025-06-01T12:00:00.000Z');
const sent = { type: 'ParcelSent', recipient: 'Ada Lovelace', grams: 500 };
const weighed = (grams: number) => ({ type: 'ParcelWeighed', grams });
const history = (id: string, ...events: readonly { readonly type: string }[]): History => ({
  aggregate: parcels,
  id,
  happened: events.map((event) => ({ event, context: context(), recordedAt })),
});

describe('an import', () => {
  let log: TestLog;
  beforeEach(async () => (log = await testLog(post)));
  afterEach(() => log.close());

  const bring = (...histories: readonly History[]) => importStreams(log, histories);
  const differences = async () => (await verifyService(post, log.database)).differences;
  const positions = async () => {
    const text = 'select position, stream, version from event order by position';
    const rows = await log.database.query<{ position: number; stream: string; version: number }>(text);
    return rows.map(({ position, stream, version }) => `${position} ${stream} ${version}`);
  };

  it('leaves what the same events would have left that happened here', async () => {
    const { streams, events } = await bring(history('a', sent, weighed(7)), history('b', sent));
    expect({ streams, events }).toEqual({ streams: 2, events: 3 });
    expect(await log.store.load(parcels, 'a')).toEqual({
      version: 2,
      state: { status: 'sent', recipient: 'Ada Lovelace', grams: 7, weighings: 1 },
    });
    expect(await positions()).toEqual(['1 parcel-a 1', '2 parcel-a 2', '3 parcel-b 1']);
    expect(await differences()).toBe(0);
  });

  it('seals personal data under keys that can be deleted', async () => {
    await bring(history('a', sent));
    const [row] = await log.database.query('select json_agg(e)::text as events from event e');
    expect(row!['events']).not.toContain('Lovelace');
    expect(await log.store.erase('parcel-a')).toBe(true);
  });

  it('lets commands go on where it ends, in line with those that were there before', async () => {
    const command = { type: 'send', context: context(), recipient: 'Ada', grams: 1 } as const;
    await log.store.execute(parcels, 'early', command);
    await bring(history('a', sent));
    await log.store.execute(parcels, 'a', { type: 'weigh', context: context(), grams: 9 });
    const sequencer = new Sequencer(log.database, { pollMs: 10 });
    sequencer.start();
    while ((await log.database.query('select 1 from queue limit 1')).length > 0);
    await sequencer.stop();
    expect(await positions()).toEqual(['1 parcel-a 1', '2 parcel-early 1', '3 parcel-a 2']);
    expect(await differences()).toBe(0);
  });

  it('gives dense positions while others append, sequence and import', async () => {
    const other = await log.another();
    const sequencer = new Sequencer(other.database, { pollMs: 5, restMs: 0, batchSize: 7 });
    sequencer.start();
    const imports = Array.from({ length: 20 }, (_, n) => bring(history(`in-${n}`, sent, weighed(n + 1))));
    const appends = Array.from({ length: 60 }, (_, n) =>
      other.store.execute(parcels, String(n), { type: 'send', context: context(), recipient: 'A', grams: 1 }),
    );
    await Promise.all([...imports, ...appends]);
    while ((await log.database.query('select 1 from queue limit 1')).length > 0);
    await sequencer.stop();
    expect((await positions()).map((place) => Number.parseInt(place, 10))).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    expect(await differences()).toBe(0);
  });

  it('writes nothing of a transaction with a stream that exists, and leaves no gap', async () => {
    await bring(history('a', sent));
    await expect(bring(history('b', sent), history('a', sent, weighed(3)))).rejects.toThrow('stream-exists');
    await bring(history('c', sent));
    expect(await positions()).toEqual(['1 parcel-a 1', '2 parcel-c 1']);
    expect(await differences()).toBe(0);
  });

  it('takes more than one transaction can, from a source that is read as it goes', async () => {
    async function* many(): AsyncGenerator<History> {
      for (let n = 0; n < 500; n += 1) {
        yield history(String(n), sent, ...Array.from({ length: 9 }, (_, m) => weighed(m + 1)));
      }
    }
    expect(await importStreams(log, many())).toEqual({ streams: 500, events: 5_000 });
    const [row] = await log.database.query(
      'select head, (select count(*) from event) as events from sequence',
    );
    expect(row).toEqual({ head: 5_000, events: 5_000 });
    expect(await differences()).toBe(0);
  });
});
