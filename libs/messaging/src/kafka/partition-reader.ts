import type { KafkaMessage } from 'kafkajs';
import { Backlog } from '../backlog.js';
import type { Message } from '../message.js';
import { pause } from '../pause.js';
import type { Subscriber } from '../transport.js';
import { fromRecord, generationOf, timeOf } from './cloud-event.js';
import type { Extent } from './kafka-admin.js';
import { toPlace } from './kafka-offset.js';

/** What a reader needs of the member that was given the partition. */
export interface Partition {
  readonly number: number;
  /** Fetches nothing until `go`; both throw once the member has left. */
  hold(): void;
  /** Fetches on from Kafka's offset. */
  go(next: number): void;
  extent(): Promise<Extent>;
  /** What to do with a record that is no event of ours. */
  reject(record: KafkaMessage, error: unknown): Promise<void>;
  /** Records that the subscriber will never see, since they are gone. */
  missed(from: number, to: number): void;
}

/** What one fetch has brought of a partition. */
export interface Fetched {
  /** Kafka's offset that was asked for. */
  readonly fetchedFrom: number;
  readonly records: readonly KafkaMessage[];
  /** Kafka's offset of the record that will be written next. */
  readonly end: number;
}

const batchSize = 100;

/** Reads one partition, from its assignment to its loss: finds the place to go on from, and hands messages over. */
export class PartitionReader {
  private readonly lost = new AbortController();
  private readonly backlog = new Backlog();
  private delivering: Promise<unknown> = Promise.resolve();
  private reading = false;
  private next = 0;
  private generation = 0;
  private failures = 0;
  /** Rises with every search for a place: an older search gives way. */
  private turn = 0;

  constructor(
    private readonly partition: Partition,
    private readonly subscriber: Subscriber,
  ) {}

  /** Goes to an offset of ours, or to the one that the subscriber remembers; again and again until it succeeds. */
  async position(offset?: number): Promise<void> {
    const turn = this.stand();
    await this.delivering;
    while (this.isOn(turn)) {
      try {
        return await this.goOn(turn, offset ?? (await this.subscriber.assigned(this.partition.number)));
      } catch {
        await this.backOff();
      }
    }
  }

  /** Ends with the messages that are being handed over, so that the group can share its partitions anew. */
  yield(): void {
    this.stand();
  }

  /** Nothing is delivered any more but what is under way. */
  lose(): Promise<unknown> {
    this.lost.abort();
    return this.delivering;
  }

  lag(): { readonly messages: number; readonly ageMs: number } {
    return this.backlog.measure();
  }

  /** Hands over what was fetched; answers Kafka's offset up to which all is done, if any is. */
  async read({ fetchedFrom, records, end }: Fetched): Promise<number | undefined> {
    if (!this.reading || this.lost.signal.aborted) return undefined;
    this.backlog.extends(end);
    // Fetched elsewhere than asked for: records are gone, or the topic is another one. It is looked into.
    const rebuilt = this.isRebuilt(records);
    if (rebuilt || fetchedFrom !== this.next) {
      void this.position(rebuilt ? 0 : undefined);
      return undefined;
    }
    const delivery = this.deliver(records);
    this.delivering = delivery;
    return delivery;
  }

  private async deliver(records: readonly KafkaMessage[]): Promise<number | undefined> {
    try {
      for (let i = 0; i < records.length && this.reading && !this.lost.signal.aborted; i += batchSize) {
        await this.handOver(records.slice(i, i + batchSize));
      }
      this.failures = 0;
      return this.next;
    } catch {
      void this.tryAgain(); // reported by the subscriber; here only: again, but not at once
      return undefined;
    }
  }

  private async handOver(records: readonly KafkaMessage[]): Promise<void> {
    this.backlog.waitsFor(timeOf(records[0]!));
    const messages: Message[] = [];
    for (const record of records) {
      const message = await this.messageOf(record);
      if (message) messages.push(message);
    }
    if (messages.length > 0) await this.subscriber.deliver(messages, this.lost.signal);
    this.next = Number(records.at(-1)!.offset) + 1;
    this.backlog.reaches(this.next, timeOf(records.at(-1)!));
    this.generation = Math.max(this.generation, generationOf(records.at(-1)!));
  }

  private async messageOf(record: KafkaMessage): Promise<Message | undefined> {
    try {
      return fromRecord(record, this.subscriber.service, this.partition.number);
    } catch (error) {
      await this.partition.reject(record, error);
      return undefined;
    }
  }

  private isRebuilt(records: readonly KafkaMessage[]): boolean {
    return this.generation > 0 && records.some((record) => generationOf(record) > this.generation);
  }

  private async tryAgain(): Promise<void> {
    const turn = this.stand();
    await this.backOff();
    if (this.isOn(turn)) await this.position();
  }

  private async goOn(turn: number, offset: number): Promise<void> {
    const { generation, next } = toPlace(offset);
    const { low, high } = await this.partition.extent();
    if (!this.isOn(turn)) return;
    this.next = next > high ? low : Math.max(next, low);
    this.generation = generation;
    this.backlog.extends(high);
    this.backlog.reaches(this.next);
    if (next < low && next > 0) this.partition.missed(next, low);
    this.partition.go(this.next);
    this.reading = true;
  }

  private stand(): number {
    this.reading = false;
    this.partition.hold();
    return (this.turn += 1);
  }

  private isOn(turn: number): boolean {
    return turn === this.turn && !this.lost.signal.aborted;
  }

  private async backOff(): Promise<void> {
    this.failures += 1;
    await pause(Math.min(50 * 2 ** this.failures, 5000), this.lost.signal);
  }
}
