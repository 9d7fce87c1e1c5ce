import { Database } from '#event-sourcing';
import { standingGauges } from '../standing/standing-gauges.js';
import { StandingReview } from '../standing/standing-review.js';
import { StandingWatch } from '../standing/standing-watch.js';
import { runRegistration, type RunningRegistration } from './running-registration.js';

describe('a watch that stands still is seen', () => {
  let registration: RunningRegistration;
  beforeAll(async () => {
    registration = await runRegistration({}, { ASSENT_STANDING_INTERVAL: '600000' }); // looks are made by hand
  });
  afterAll(() => registration.close());

  const watch = () => registration.app.get(StandingWatch, { strict: false });
  const database = () => registration.app.get(Database, { strict: false });
  const lookedAnHourAgo = () =>
    database().query(`update standing_look set finished_at = clock_timestamp() - interval '1 hour'`);
  /** Seconds since the end of the last look. */
  const idle = async (): Promise<number> =>
    (await standingGauges.read(database()))['assent_registration_watch_idle_seconds']!;

  it('by the time since its last look, which a look ends', async () => {
    await lookedAnHourAgo();
    expect(await idle()).toBeGreaterThanOrEqual(3600);
    await watch().run();
    expect(await idle()).toBeLessThan(3600);
  });

  it('and a look that fails is none', async () => {
    await lookedAnHourAgo();
    const reviews = registration.app.get(StandingReview, { strict: false });
    reviews.review = () => Promise.reject(new Error('a table is locked'));
    await expect(watch().run()).rejects.toThrow('a table is locked');
    expect(await idle()).toBeGreaterThanOrEqual(3600);
  });
});
