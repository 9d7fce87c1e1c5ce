import type { OnApplicationShutdown } from '@nestjs/common';
import { pause } from '../pause.js';
import { type Lag, type Subscriber, type Subscription, Transport } from '../transport.js';
import { LogConnection } from './log-connection.js';
import { LogSubscription, type LogSubscriptionSettings } from './log-subscription.js';

export interface LogTransportSettings extends Partial<LogSubscriptionSettings> {
  /** postgres:// URL of the database that holds a service's schema; the same for all in the embedded default. */
  readonly urlOf: (service: string) => string;
  /** How late a message is at worst when its notification is lost, milliseconds. */
  readonly pollMs?: number;
}

/**
 * Reads neighbours' sequenced logs straight from PostgreSQL: no broker to run.
 * One connection per server, which listens for `assent_sequenced` and owns this process's partitions.
 */
export class LogTransport extends Transport implements OnApplicationShutdown {
  readonly publisher = undefined;
  private readonly connections = new Map<string, Promise<LogConnection>>();
  private readonly subscriptions = new Set<LogSubscription>();
  private readonly ticking: NodeJS.Timeout;

  constructor(private readonly settings: LogTransportSettings) {
    super();
    this.ticking = setInterval(() => this.sweepAll(), settings.pollMs ?? 200);
    this.ticking.unref();
  }

  subscribe(subscriber: Subscriber): Promise<Subscription> {
    const { batchSize = 100, rebalanceMs = 500 } = this.settings;
    const connect = (): Promise<LogConnection> => this.connection(this.settings.urlOf(subscriber.service));
    const subscription = new LogSubscription(subscriber, connect, { batchSize, rebalanceMs });
    this.subscriptions.add(subscription);
    const close = async (): Promise<void> => {
      this.subscriptions.delete(subscription);
      await subscription.close();
    };
    return Promise.resolve({ close, seek: (partition, offset) => subscription.seek(partition, offset) });
  }

  lag(): readonly Lag[] {
    return [...this.subscriptions].flatMap((subscription) => subscription.lag() ?? []);
  }

  async close(): Promise<void> {
    clearInterval(this.ticking);
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    const opened = [...this.connections.values()];
    await Promise.allSettled(opened.map(async (opening) => (await opening).close()));
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  private connection(url: string): Promise<LogConnection> {
    const known = this.connections.get(url);
    if (known) return known;
    const opening = LogConnection.open(url);
    this.connections.set(url, opening);
    const forget = (): void => void this.connections.delete(url);
    opening.then(
      (open) => open.lost.addEventListener('abort', forget),
      () => pause(100).then(forget),
    );
    return opening;
  }

  private sweepAll(): void {
    for (const opening of this.connections.values()) {
      opening.then((connection) => connection.sweep()).catch(() => undefined);
    }
  }
}
