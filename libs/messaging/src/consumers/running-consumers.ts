import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Database } from '#event-sourcing';
import { type Consumer, Consumers, type ParkedFilter, type ParkedStream } from '../consumer.js';
import type { MessagingObserver } from '../messaging-observer.js';
import { pause } from '../pause.js';
import type { Subscriber, Subscription, Transport } from '../transport.js';
import { describeError } from './attempt.js';
import { Feed } from './feed.js';
import { Ledger } from './ledger.js';
import { listParkedStreams, Redrive } from './redrive.js';

/** How often parked streams are looked at, and how long a stop waits for reactions under way, milliseconds. */
const timing = { redrive: 2000, stop: 900 };

/** Runs the consumers of one service over the transport. */
export class RunningConsumers extends Consumers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly consumers = new Map<string, Consumer>();
  private readonly subscriptions: Subscription[] = [];
  private readonly feeds: Feed[] = [];
  private readonly stopping = new AbortController();
  private readonly log: Logger;
  private redriving: Promise<void> = Promise.resolve();

  constructor(
    readonly service: string,
    private readonly database: () => Database,
    private readonly transport: Transport,
    private readonly observer?: MessagingObserver,
  ) {
    super();
    this.log = new Logger(`${service} consumers`);
  }

  add(...consumers: Consumer[]): void {
    for (const consumer of consumers) {
      if (this.consumers.has(consumer.name))
        throw new Error(`${this.service} has two consumers ${consumer.name}`);
      this.consumers.set(consumer.name, this.observer?.around(this.service, consumer) ?? consumer);
    }
  }

  redrive(filter: ParkedFilter = {}): Promise<number> {
    return new Redrive(this.database(), this.consumers).run(filter);
  }

  parkedStreams(): Promise<readonly ParkedStream[]> {
    return listParkedStreams(this.database());
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.consumers.size === 0) return;
    for (const consumer of this.consumers.values()) await this.subscribe(consumer);
    this.redriving = this.redriveWhenDue();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    const closed = Promise.all(this.subscriptions.map((subscription) => subscription.close())).then(() =>
      Promise.all(this.feeds.map((feed) => feed.settle())),
    );
    await Promise.race([Promise.all([closed, this.redriving]), pause(timing.stop)]);
  }

  private async subscribe(consumer: Consumer): Promise<void> {
    for (const service of consumer.services) {
      const ledger = Ledger.of(this.database(), consumer);
      const feed = new Feed(`${this.service}.${consumer.name}`, service, consumer, ledger);
      this.feeds.push(feed);
      this.subscriptions.push(await this.transport.subscribe(this.reporting(feed, consumer.name)));
    }
  }

  private async redriveWhenDue(): Promise<void> {
    const redrive = new Redrive(this.database(), this.consumers);
    while (!this.stopping.signal.aborted) {
      await pause(timing.redrive, this.stopping.signal);
      if (this.stopping.signal.aborted) return;
      await redrive.run({}, true).catch((error: unknown) => this.report('redrive', error));
    }
  }

  private reporting(feed: Feed, consumer: string): Subscriber {
    const deliver: Subscriber['deliver'] = (messages, signal) =>
      feed.deliver(messages, signal).catch((error: unknown) => {
        this.report(consumer, error);
        throw error;
      });
    return {
      group: feed.group,
      service: feed.service,
      assigned: (partition) => feed.assigned(partition),
      deliver,
    };
  }

  private report(consumer: string, error: unknown): void {
    if (!this.stopping.signal.aborted) this.log.warn({ consumer, error: describeError(error) });
  }
}
