import { context, testLog } from '#testing';
import { parcels, post } from '../fixtures/parcel.js';
import { importStreams } from '../store/import-streams.js';

describe('the tables of a log', () => {
  it('let a reader that follows go to its place, and find the end, without reading the rest', async () => {
    const log = await testLog(post);
    const event = { type: 'ParcelSent', recipient: 'Ada', grams: 1 };
    const happened = [{ event, context: context(), recordedAt: new Date() }];
    await importStreams(
      log,
      Array.from({ length: 2_000 }, (_, n) => ({ aggregate: parcels, id: String(n), happened })),
    );
    await log.database.query('analyze event');
    for (const text of [
      'select id from event where position > 1000 and public is not null order by position limit 10',
      'select max(position) from event',
    ]) {
      const plan = await log.database.query(`explain ${text}`);
      expect(JSON.stringify(plan)).toMatch(/Index (?:Only )?Scan (?:Backward )?using event_position_key/);
    }
    await log.close();
  });
});
