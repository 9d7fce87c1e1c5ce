import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Database } from '../database.js';
import { acquireLease, releaseLease, type Tenure } from './lease.js';
import type { Positions } from './positions.js';
import { sequenceEvents } from './sequence-events.js';
import { Pulse } from './pulse.js';

export interface SequencerSettings {
  /** How long a dead holder blocks the others, milliseconds. */
  readonly leaseMs: number;
  /** How late an event is sequenced at worst when nobody wakes us, milliseconds. */
  readonly pollMs: number;
  /** Under load positions are given, and readers told, at most this often, milliseconds: for many events at once it costs a third. */
  readonly restMs: number;
  readonly batchSize: number;
}

const LEASE = 'sequencer';
const CHANNEL = 'assent_appended';
/** Another process's sequencer is told of new events at most this often, milliseconds. */
const NOTIFY_EVERY_MS = 20;
const defaults: SequencerSettings = { leaseMs: 2_000, pollMs: 250, restMs: 15, batchSize: 2_000 };

/**
 * Gives the events of a service dense positions 1, 2, 3 …: of all processes that run one, the holder of the lease works. What
 * it writes itself has positions from the start while nothing waits (`append-statement.ts`); of that it only tells the readers.
 */
export class Sequencer implements Positions {
  private readonly settings: SequencerSettings;
  private readonly holder = randomUUID();
  private readonly pulse: Pulse;
  private readonly logger = new Logger(Sequencer.name);
  private held: Tenure | undefined;
  private untold = false;
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
      this.settings.restMs,
    );
  }

  get tenure(): Tenure | undefined {
    return this.held;
  }

  start(): void {
    this.unlisten ??= this.database.listen(CHANNEL, (service) => {
      if (service === this.database.service && this.held) this.pulse.wake();
    });
    this.pulse.start();
  }

  /** Finishes what is under way, and lets another process take over at once. */
  async stop(): Promise<void> {
    clearTimeout(this.notifying);
    await this.pulse.stop();
    await this.unlisten?.();
    this.unlisten = undefined;
    if (this.held) await releaseLease(this.database, LEASE, this.held).catch(() => undefined);
    this.held = undefined;
    this.renewAt = 0;
  }

  /** There are new events, in the queue or with positions that no reader knows of. */
  written(positioned: boolean): void {
    this.untold ||= positioned;
    if (this.held || positioned) this.pulse.wake();
    else this.notifying ??= setTimeout(() => this.notify(), NOTIFY_EVERY_MS);
  }

  async catchUp(): Promise<void> {
    const { batchSize: limit } = this.settings;
    let count: number;
    do {
      // What fails here is tried again by the pulse.
      count = this.held ? await sequenceEvents(this.database, this.held, { limit }).catch(() => 0) : 0;
    } while (count === limit);
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
    if (!this.held) return false;
    const { batchSize: limit } = this.settings;
    const tell = this.untold;
    this.untold = false;
    return (await sequenceEvents(this.database, this.held, { limit, tell })) === limit;
  }

  private async renew(): Promise<void> {
    const { leaseMs } = this.settings;
    const asked = performance.now();
    this.held = await acquireLease(this.database, {
      name: LEASE,
      holder: this.holder,
      milliseconds: leaseMs,
    });
    if (this.held) this.renewAt = asked + leaseMs / 3;
  }
}
