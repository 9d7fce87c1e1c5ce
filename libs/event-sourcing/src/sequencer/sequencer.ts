import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Database } from '../database.js';
import { acquireLease, releaseLease, type Tenure } from './lease.js';
import { sequenceEvents } from './sequence-events.js';
import { Pulse } from './pulse.js';

export interface SequencerSettings {
  /** How long a dead holder blocks the others, milliseconds. */
  readonly leaseMs: number;
  /** How late an event is sequenced at worst when nobody wakes us, milliseconds. */
  readonly pollMs: number;
  readonly batchSize: number;
}

const LEASE = 'sequencer';
const CHANNEL = 'assent_appended';
/** Another process's sequencer is told of new events at most this often, milliseconds. */
const NOTIFY_EVERY_MS = 20;
const defaults: SequencerSettings = { leaseMs: 2_000, pollMs: 250, batchSize: 1_000 };

/** Gives the events of a service dense positions 1, 2, 3 …: of all processes that run one, the holder of the lease works. */
export class Sequencer {
  private readonly settings: SequencerSettings;
  private readonly holder = randomUUID();
  private readonly pulse: Pulse;
  private readonly logger = new Logger(Sequencer.name);
  private tenure: Tenure | undefined;
  private renewAt = 0;
  private notifying: NodeJS.Timeout | undefined;
  private unlisten: (() => Promise<void>) | undefined;

  constructor(
    private readonly database: Database,
    settings: Partial<SequencerSettings> = {},
  ) {
    this.settings = { ...defaults, ...settings };
    this.pulse = new Pulse(
      () => this.tick(),
      this.settings.pollMs,
      (error) => this.logger.warn(`${database.service}: ${String(error)}`),
    );
  }

  start(): void {
    this.unlisten ??= this.database.listen(CHANNEL, (service) => {
      if (service === this.database.service && this.tenure) this.pulse.wake();
    });
    this.pulse.start();
  }

  /** Finishes what is under way, and lets another process take over at once. */
  async stop(): Promise<void> {
    clearTimeout(this.notifying);
    await this.pulse.stop();
    await this.unlisten?.();
    this.unlisten = undefined;
    if (this.tenure) await releaseLease(this.database, LEASE, this.tenure).catch(() => undefined);
    this.tenure = undefined;
    this.renewAt = 0;
  }

  /** There are new events. */
  wake(): void {
    if (this.tenure) this.pulse.wake();
    else this.notifying ??= setTimeout(() => this.notify(), NOTIFY_EVERY_MS);
  }

  private notify(): void {
    this.notifying = undefined;
    const text = 'select pg_notify($1, $2)';
    // Lost notifications are made good by polling.
    this.database.query(text, [CHANNEL, this.database.service]).catch(() => undefined);
  }

  /** Answers whether there may be more to do at once. */
  private async tick(): Promise<boolean> {
    if (performance.now() >= this.renewAt) await this.renew();
    if (!this.tenure) return false;
    const { batchSize } = this.settings;
    return (await sequenceEvents(this.database, this.tenure, batchSize)) === batchSize;
  }

  private async renew(): Promise<void> {
    const { leaseMs } = this.settings;
    const asked = performance.now();
    this.tenure = await acquireLease(this.database, {
      name: LEASE,
      holder: this.holder,
      milliseconds: leaseMs,
    });
    if (this.tenure) this.renewAt = asked + leaseMs / 3;
  }
}
