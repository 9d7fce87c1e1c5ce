import type { Clock } from '../clock.js';
import type { Database } from '../database.js';
import { Pulse } from '../sequencer/pulse.js';

/** Kept a while after their expiry, so that clocks that differ a little do no harm. */
const GRACE_MS = 60 * 60_000;
const EVERY_MS = 10 * 60_000;
const BATCH = 5_000;

/** Deletes claims that expired long ago; processes that do it together pass each other by. */
export class ClaimSweeper {
  private readonly pulse = new Pulse(async () => (await this.sweep()) === BATCH, EVERY_MS);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.pulse.start();
  }

  async stop(): Promise<void> {
    await this.pulse.stop();
  }

  /** Deletes a batch; answers how many there were. */
  async sweep(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - GRACE_MS).toISOString();
    const swept = await this.database.query(
      `delete from claim where (scope, key) in (
         select scope, key from claim where expires_at < $1 limit ${BATCH} for update skip locked) returning scope`,
      [before],
    );
    return swept.length;
  }
}
