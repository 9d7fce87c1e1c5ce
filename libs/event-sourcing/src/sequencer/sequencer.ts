import { randomUUID } from 'node:crypto';
import type { Database } from '../database.js';
import { acquireLease, releaseLease, type Tenure } from './lease.js';
import { sequenceEvents } from './sequence-events.js';

export interface SequencerSettings {
  /** How long a dead holder blocks the others, milliseconds. */
  readonly leaseMs: number;
  /** How late an event is sequenced at worst when nobody wakes us, milliseconds. */
  readonly pollMs: number;
  readonly batchSize: number;
}

const LEASE = 'sequencer';
const defaults: SequencerSettings = { leaseMs: 2_000, pollMs: 250, batchSize: 1_000 };

/** Gives the events of a service dense positions 1, 2, 3 …: of all processes that run one, the holder of the lease works. */
export class Sequencer {
  private readonly settings: SequencerSettings;
  private readonly holder = randomUUID();
  private tenure: Tenure | undefined;
  private renewAt = 0;
  private running: Promise<void> | undefined;
  private stopping = false;
  private woken = false;
  private wakeUp: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    settings: Partial<SequencerSettings> = {},
  ) {
    this.settings = { ...defaults, ...settings };
  }

  start(): void {
    this.stopping = false;
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
    this.running = undefined;
    if (this.tenure) await releaseLease(this.database, LEASE, this.tenure).catch(() => undefined);
    this.tenure = undefined;
  }

  /** There are new events. */
  wake(): void {
    this.woken = true;
    this.wakeUp();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false;
      const more = await this.tick().catch(() => false); // the database is away: again at the next poll
      if (!more && !this.woken) await this.sleep();
    }
  }

  /** Answers whether there may be more to do at once. */
  private async tick(): Promise<boolean> {
    const { leaseMs, batchSize } = this.settings;
    if (performance.now() >= this.renewAt) {
      const renewed = performance.now() + leaseMs / 3;
      this.tenure = await acquireLease(this.database, {
        name: LEASE,
        holder: this.holder,
        milliseconds: leaseMs,
      });
      if (this.tenure) this.renewAt = renewed;
    }
    if (!this.tenure) return false;
    return (await sequenceEvents(this.database, this.tenure, batchSize)) === batchSize;
  }

  private async sleep(): Promise<void> {
    await new Promise<void>((done) => {
      const timer = setTimeout(done, this.settings.pollMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        done();
      };
    });
    this.wakeUp = () => undefined;
  }
}
