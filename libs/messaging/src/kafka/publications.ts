import { Logger } from '@nestjs/common';
import type { Database } from '#event-sourcing';
import { pause } from '../pause.js';
import type { Publication as RunningPublication } from '../transport.js';
import { brokerRefusal } from './broker-refusal.js';
import type { KafkaAdmin } from './kafka-admin.js';
import type { KafkaProducer } from './kafka-producer.js';
import { type Beat, Publication } from './publication.js';
import { PublicationLedger } from './publication-ledger.js';

/** How late an event is published at worst when its notification is lost, and how soon a failure is tried again, milliseconds. */
const timing = { poll: 500, retry: 250, longestRetry: 2000 };

/** Publishes the log of one service to its topics: the one that neighbours read, and others that an operator has asked for. */
export class Publications implements RunningPublication {
  private readonly logger = new Logger(Publications.name);
  private readonly publications = new Map<string, Publication>();
  private readonly ledger: PublicationLedger;
  private readonly running: Promise<void>;
  private woken = new AbortController();
  private failures = 0;
  private refusal: string | undefined;
  private stopped = false;

  constructor(
    private readonly topic: string,
    private readonly database: Database,
    private readonly kafka: { readonly admin: KafkaAdmin; readonly producer: KafkaProducer },
  ) {
    this.ledger = new PublicationLedger(database);
    this.running = this.run();
  }

  /** Why nothing is published, when waiting for the brokers will not change it. */
  get problem(): string | undefined {
    return this.refusal;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.woken.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const unlisten = this.database.listen('assent_sequenced', (service) => {
      // What fails is tried again in its own time, however much there is to publish.
      if (service === this.database.service && this.failures === 0) this.woken.abort();
    });
    while (!this.stopped) {
      // Made before the beat, so that what is sequenced during it is not slept over.
      this.woken = new AbortController();
      if ((await this.beat()) !== 'more' && !this.stopped) await pause(this.rest(), this.woken.signal);
    }
    await unlisten();
    await Promise.all([...this.publications.values()].map((publication) => publication.release()));
  }

  private rest(): number {
    return this.failures === 0
      ? timing.poll
      : Math.min(timing.retry * 2 ** this.failures, timing.longestRetry);
  }

  private async beat(): Promise<Beat> {
    try {
      if (this.publications.size === 0) await this.ledger.begin(this.topic);
      const beats: Beat[] = [];
      for (const publication of await this.current()) beats.push(await publication.beat());
      [this.failures, this.refusal] = [0, undefined];
      return beats.includes('more') ? 'more' : 'done';
    } catch (error) {
      this.report(error);
      return 'done';
    }
  }

  private report(error: unknown): void {
    const refusal = brokerRefusal(error);
    if (this.failures === 0 || refusal !== this.refusal)
      this.logger.warn(`${this.database.service} cannot publish: ${refusal ?? String(error)}`);
    this.failures += 1;
    this.refusal = refusal;
  }

  private async current(): Promise<readonly Publication[]> {
    for (const topic of await this.ledger.topics()) {
      if (!this.publications.has(topic))
        this.publications.set(topic, new Publication(topic, this.database, this.kafka));
    }
    return [...this.publications.values()];
  }
}
