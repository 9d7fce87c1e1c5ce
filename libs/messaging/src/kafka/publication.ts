import { randomUUID } from 'node:crypto';
import type { Database } from '#event-sourcing';
import { type EventRow, selectPublicEvents, toMessage } from '../log/event-row.js';
import type { Message } from '../message.js';
import { type Outgoing, toRecord } from './cloud-event.js';
import type { KafkaAdmin } from './kafka-admin.js';
import { type KafkaProducer, partitionOf, sendLimitMs } from './kafka-producer.js';
import { PublicationLedger, type PublicationProgress, type PublicationTenure } from './publication-ledger.js';

/**
 * How long a dead publisher blocks the others, how long before the end of its lease one begins nothing new, since that may
 * take so long, and how often topics are looked at for loss, milliseconds.
 */
const timing = { lease: 6000, margin: sendLimitMs, inspection: 5000 };
/** Events per request, and characters of their data, of which a broker takes a megabyte by default. */
const limits = { events: 500, characters: 400_000 };

/** What a beat has come to: more to do at once, all done, or another process at work. */
export type Beat = 'more' | 'done' | 'elsewhere';

/** Puts the public events of one service on one topic, in the order of its log, from where it or another process left off. */
export class Publication {
  private readonly ledger: PublicationLedger;
  private readonly holder = randomUUID();
  private tenure: PublicationTenure | undefined;
  private renewAt = 0;
  private leaveUntil = 0;
  private partitions = 0;
  private inspectAt = 0;

  constructor(
    readonly topic: string,
    private readonly database: Database,
    private readonly kafka: { readonly admin: KafkaAdmin; readonly producer: KafkaProducer },
  ) {
    this.ledger = new PublicationLedger(database);
  }

  async beat(): Promise<Beat> {
    try {
      if (performance.now() >= this.renewAt) await this.renew();
      if (!this.tenure) return 'elsewhere';
      if (performance.now() >= this.inspectAt) await this.inspect();
      return (await this.publishNext()) ? 'more' : 'done';
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /** Lets another process go on at once. */
  async release(): Promise<void> {
    if (this.tenure) await this.ledger.release(this.topic, this.holder).catch(() => undefined);
    this.forget();
  }

  private forget(): void {
    [this.tenure, this.renewAt, this.inspectAt] = [undefined, 0, 0];
  }

  private async renew(): Promise<void> {
    const asked = performance.now();
    this.tenure = await this.ledger.acquire(this.topic, this.holder, timing.lease);
    this.renewAt = this.tenure ? asked + timing.lease / 3 : 0;
    this.leaveUntil = asked + timing.lease - timing.margin;
  }

  /** A topic that ends before what its brokers confirmed has lost records: all is put on it again, as a new generation. */
  private async inspect(): Promise<void> {
    const extents = (await this.kafka.admin.extents(this.topic)) ?? (await this.create());
    this.partitions = extents.length;
    this.inspectAt = performance.now() + timing.inspection;
    const { ends, generation } = this.tenure!.progress;
    const lost = Object.entries(ends).some(
      ([partition, end]) =>
        end > (extents.find((extent) => extent.partition === Number(partition))?.high ?? 0),
    );
    if (lost) await this.move({ position: 0, generation: generation + 1, ends: {} });
  }

  private async create(): Promise<readonly { readonly partition: number; readonly high: number }[]> {
    await this.kafka.admin.createTopics([this.topic]);
    const extents = await this.kafka.admin.extents(this.topic);
    if (!extents) throw new Error(`topic ${this.topic} is missing: run "assent migrate"`);
    return extents;
  }

  private async publishNext(): Promise<boolean> {
    const { progress } = this.tenure!;
    const [sequence] = await this.database.query<{ head: number }>('select head from sequence');
    const head = sequence?.head ?? 0;
    if (head <= progress.position) return false;
    const rows = await this.database.query<EventRow>(
      { name: 'read-public-events', text: selectPublicEvents(this.database.service, 1, 2) },
      [progress.position, limits.events],
    );
    const messages = withinLimits(rows.map(toMessage));
    const ends = messages.length > 0 ? await this.send(messages) : {};
    const all = messages.length === rows.length && rows.length < limits.events;
    const position = all ? Math.max(head, messages.at(-1)?.offset ?? 0) : messages.at(-1)!.offset;
    await this.move({ ...progress, position, ends: { ...progress.ends, ...ends } });
    return !all;
  }

  private send(messages: readonly Outgoing[]): Promise<Readonly<Record<number, number>>> {
    const { generation } = this.tenure!.progress;
    const records = messages.map((message) => ({
      ...toRecord(message, generation),
      partition: partitionOf(message.stream, this.partitions),
    }));
    return this.kafka.producer.send(this.topic, records, this.leaveUntil);
  }

  private async move(to: PublicationProgress): Promise<void> {
    const { tenure } = this;
    if (!tenure || !(await this.ledger.move(tenure, to))) return this.forget();
    this.tenure = { ...tenure, progress: to };
  }
}

const withinLimits = (messages: readonly Message[]): readonly Message[] => {
  let characters = 0;
  const first = messages.findIndex((message) => {
    characters += JSON.stringify(message.data).length + 1000;
    return characters > limits.characters;
  });
  return first < 0 ? messages : messages.slice(0, Math.max(first, 1));
};
