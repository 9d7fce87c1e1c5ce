import fc from 'fast-check';
import { canonicalJson, sha256 } from '#crypto';
import { context, testLog, type TestLog } from '#testing';
import { parcels, post } from '../fixtures/parcel.js';
import { tamperings } from '../fixtures/tamperings.js';
import { Sequencer } from '../sequencer/sequencer.js';
import type { Difference } from './difference.js';
import { verifyService } from './verify-service.js';

describe('replay and verify', () => {
  let log: TestLog;
  let sequencer: Sequencer;
  beforeEach(async () => {
    log = await testLog(post);
    sequencer = new Sequencer(log.database, { pollMs: 10 });
  });
  afterEach(() => log.close());

  const send = (id: string) =>
    log.store.execute(parcels, id, { type: 'send', context: context(), recipient: 'Ada', grams: 1 });
  const weigh = (id: string, grams: number) =>
    log.store.execute(parcels, id, { type: 'weigh', context: context(), grams });
  const sequenced = async () => {
    sequencer.start();
    while ((await log.database.query('select 1 from queue limit 1')).length > 0);
    await sequencer.stop();
  };
  const differences = async (): Promise<string[]> => {
    const found: Difference[] = [];
    const { differences: count } = await verifyService(post, log.database, {
      onDifference: (one) => found.push(one),
    });
    expect(found).toHaveLength(count);
    return found.map(({ problem, stream, version, what }) =>
      stream === null ? `${problem}: ${what}` : `${problem} ${stream} ${version}`,
    );
  };
  /** Three parcels, two of them weighed. */
  const history = async () => {
    for (const id of ['a', 'b', 'c']) await send(id);
    for (const grams of [5, 6]) for (const id of ['a', 'b']) await weigh(id, grams);
    await sequenced();
    expect(await differences()).toEqual([]);
  };

  it('counts what it has seen', async () => {
    await history();
    expect(await verifyService(post, log.database)).toEqual({
      service: 'post',
      streams: 3,
      events: 7,
      differences: 0,
    });
  });

  it.each(tamperings)('finds %s', async (_, tampering, expected) => {
    await history();
    await log.database.query(tampering);
    expect(await differences()).toEqual(expected);
  });

  it('finds an event that was deleted before it had a position', async () => {
    await send('a');
    await log.database.query(`with s as (delete from stream) delete from event`);
    expect(await differences()).toEqual([
      expect.stringMatching(/^event-missing: event .* waits for a position/),
    ]);
  });

  it('folds an old version of an event through its upcaster, and checks the chain over what was stored then', async () => {
    await history();
    await rewriteAsVersionOne('parcel-a');
    expect(await differences()).toEqual([]);
    expect((await log.store.load(parcels, 'a'))?.state).toMatchObject({ grams: 907, weighings: 2 });
  });

  it('stays clean when personal data was erased', async () => {
    await history();
    await log.store.erase('parcel-a');
    expect(await differences()).toEqual([]);
  });

  it('finds every stream as its events say, whatever was done in whatever order', async () => {
    const step = fc.record({
      id: fc.constantFrom('p', 'q', 'r'),
      type: fc.constantFrom('send', 'weigh', 'deliver'),
      grams: fc.nat(5),
      text: fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        run += 1;
        await Promise.allSettled(
          steps.map(({ id, type, grams, text }) => {
            const command = {
              type,
              context: context({ correlationId: text }),
              grams,
              recipient: text,
              note: text,
            };
            return log.store.execute(
              parcels,
              `${run}-${id}`,
              command as Parameters<typeof parcels.decider.decide>[0],
            );
          }),
        );
        expect(await differences()).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  // What a program wrote in which ParcelWeighed still was at version 1: pounds as a text.
  const rewriteAsVersionOne = async (stream: string) => {
    const rows = await log.database.query<Record<string, unknown>>(
      `select id, version, type, data::text as data, metadata::text as metadata, recorded_at from event
        where stream = $1 order by version`,
      [stream],
    );
    let chain: Buffer = Buffer.alloc(32);
    for (const row of rows) {
      const old = row['type'] === 'ParcelWeighed';
      const data = old ? { pounds: '2' } : (JSON.parse(String(row['data'])) as unknown);
      const covered = {
        id: row['id'],
        stream,
        version: row['version'],
        type: row['type'],
        schemaVersion: 1,
        data,
        metadata: JSON.parse(String(row['metadata'])) as unknown,
        recordedAt: (row['recorded_at'] as Date).toISOString(),
      };
      // RFC 8785 over the whole event, written independently of the store.
      chain = sha256(Buffer.concat([chain, Buffer.from(canonicalJson(covered))]));
      await log.database.query('update event set data = $2, schema_version = 1, chain = $3 where id = $1', [
        row['id'],
        canonicalJson(data),
        chain,
      ]);
    }
    await log.database.query(
      `update stream set chain = $2, state = replace(state::text, '"grams":6', '"grams":907')::json where id = $1`,
      [stream, chain],
    );
  };
});
