import { Backlog } from '../backlog.js';
import type { Message } from '../message.js';
import type { Lag, Subscriber, Subscription } from '../transport.js';
import { pause } from '../pause.js';
import type { LogConnection } from './log-connection.js';
import type { RecentMessages } from './recent-messages.js';

export interface LogSubscriptionSettings {
  readonly batchSize: number;
  /** How often a member asks for a partition that another one has, milliseconds. */
  readonly rebalanceMs: number;
}

/** The log has one partition per service: the positions are one sequence. */
const partition = 0;

/** Follows one service's log for one group, whenever this member owns the partition. */
export class LogSubscription implements Subscription {
  private readonly closing = new AbortController();
  private readonly running: Promise<void>;
  private failures = 0;
  /** While the partition is this member's, as far as is known. */
  private place: { readonly backlog: Backlog; readonly topic: RecentMessages } | undefined;
  private sought?: number;
  private moved = new AbortController();

  constructor(
    private readonly subscriber: Subscriber,
    private readonly connect: () => Promise<LogConnection>,
    private readonly settings: LogSubscriptionSettings,
  ) {
    this.running = this.run();
  }

  lag(): Lag | undefined {
    const { group, service } = this.subscriber;
    const { place } = this;
    if (!place) return undefined;
    place.backlog.extends(place.topic.head);
    return { group, service, partition, ...place.backlog.measure() };
  }

  async seek(of: number, offset: number): Promise<void> {
    if (of !== partition) throw new RangeError(`no partition ${of}`);
    this.sought = offset;
    this.moved.abort();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
    this.place = undefined;
  }

  private async run(): Promise<void> {
    const closed = this.closing.signal;
    while (!closed.aborted) {
      try {
        await this.member();
      } catch {
        this.failures += 1; // reported by whoever failed; here only: again, but not at once
      }
      if (!closed.aborted) await pause(Math.min(50 * 2 ** this.failures, 5000), closed);
    }
  }

  /** One membership: from a connection to its end, or to a failure. */
  private async member(): Promise<void> {
    const { group, service } = this.subscriber;
    const connection = await this.connect();
    const signal = AbortSignal.any([this.closing.signal, connection.lost]);
    const name = `assent|${group}|${service}|${partition}`;
    while (!(await connection.own(name))) {
      this.place = undefined;
      await pause(this.settings.rebalanceMs, signal);
      if (signal.aborted) return;
    }
    try {
      const topic = await this.existing(connection, signal);
      if (topic) await this.follow(connection, topic, signal);
    } finally {
      await connection.disown(name).catch(() => undefined); // a lost connection has disowned already
    }
  }

  private async existing(
    connection: LogConnection,
    signal: AbortSignal,
  ): Promise<RecentMessages | undefined> {
    while (!signal.aborted) {
      const topic = await connection.topic(this.subscriber.service);
      if (topic) return topic;
      await pause(this.settings.rebalanceMs, signal);
    }
    return undefined;
  }

  private async follow(connection: LogConnection, topic: RecentMessages, signal: AbortSignal): Promise<void> {
    const { service } = this.subscriber;
    let offset = await this.subscriber.assigned(partition);
    const { backlog } = (this.place = { backlog: this.place?.backlog ?? new Backlog(), topic });
    backlog.reaches(offset);
    while (!signal.aborted) {
      const after = this.sought ?? offset;
      this.sought = undefined;
      this.moved = new AbortController();
      const { batchSize } = this.settings;
      const seen = Math.max(after, topic.head);
      const messages = topic.after(after, batchSize) ?? (await connection.read(service, after, batchSize));
      if (messages.length > 0) await this.hand(messages, backlog, signal);
      else backlog.reaches(seen);
      if (messages.length === 0) await topic.newerThan(seen, AbortSignal.any([signal, this.moved.signal]));
      this.failures = 0;
      offset = messages.at(-1)?.offset ?? after;
    }
  }

  private async hand(messages: readonly Message[], backlog: Backlog, signal: AbortSignal): Promise<void> {
    backlog.waitsFor(Date.parse(messages[0]!.time));
    await this.subscriber.deliver(messages, signal);
    backlog.reaches(messages.at(-1)!.offset, Date.parse(messages.at(-1)!.time));
  }
}
