import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { Lag } from '../transport.js';
import { type Membership, MembershipEnded } from './membership.js';
import { type Partition, PartitionReader } from './partition-reader.js';

/** kafkajs shows a sign of life at every fetch; without one for so long, it hangs. */
const silenceLimitMs = 60_000;

/** One kafkajs consumer, from joining its group to leaving it; once ended it is not used again. */
export class KafkaMember {
  private readonly consumer: Consumer;
  private readers = new Map<number, PartitionReader>();
  private lastSign = Date.now();
  private over = false;
  private joined = false;
  private end: (error: MembershipEnded) => void = () => undefined;

  constructor(private readonly membership: Membership) {
    const { kafka, group, settings } = membership;
    this.consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: settings.sessionTimeoutMs,
      rebalanceTimeout: Math.max(settings.sessionTimeoutMs, 20_000),
      heartbeatInterval: Math.floor(settings.sessionTimeoutMs / 4),
      // An event ends the wait at once; only stops and new assignments have to sit it out.
      maxWaitTimeInMs: settings.fetchWaitMs ?? 500,
      metadataMaxAge: 60_000,
      allowAutoTopicCreation: false,
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 1000,
        retries: 3,
        // It never restarts by itself: whoever runs this member makes another.
        restartOnFailure: async () => false,
      },
    });
    this.listen();
  }

  /** In the group, and not yet out of it. */
  get isIn(): boolean {
    return this.joined && !this.over;
  }

  /** Of the partitions that are this member's. */
  lag(): readonly Lag[] {
    const { group, service } = this.membership.subscriber;
    return [...this.readers].map(([partition, reader]) => ({ group, service, partition, ...reader.lag() }));
  }

  /** Runs until the signal aborts. Throws `MembershipEnded` when it ends before. */
  async run(signal: AbortSignal): Promise<void> {
    const ended = new Promise<never>((_, reject) => (this.end = reject));
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((done) => (stop = done));
    signal.addEventListener('abort', stop);
    const watching = setInterval(() => this.watch(), 5000);
    try {
      if (!signal.aborted) await Promise.race([this.start().then(() => ended), ended, stopped]);
    } finally {
      clearInterval(watching);
      signal.removeEventListener('abort', stop);
      await this.leave();
    }
  }

  async seek(partition: number, offset: number): Promise<void> {
    const reader = this.readers.get(partition);
    if (!reader) throw new RangeError(`partition ${partition} is not this member's`);
    await reader.position(offset);
  }

  private async start(): Promise<void> {
    try {
      await this.consumer.connect();
      await this.consumer.subscribe({ topic: this.membership.topic, fromBeginning: true });
      await this.consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 8,
        eachBatch: (payload) => this.eachBatch(payload),
      });
    } catch (error) {
      throw new MembershipEnded(error as Error);
    }
  }

  private listen(): void {
    const { consumer } = this;
    const sign = (): void => void (this.lastSign = Date.now());
    consumer.on(consumer.events.FETCH, sign);
    consumer.on(consumer.events.HEARTBEAT, sign);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      sign();
      if (this.over) setTimeout(() => void this.consumer.disconnect().catch(() => undefined), 100);
      else this.assign(payload.memberAssignment[this.membership.topic] ?? []);
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => this.end(new MembershipEnded(payload.error)));
  }

  /** kafkajs starts to fetch right after this event, so all are held before anything is awaited. */
  private assign(partitions: readonly number[]): void {
    this.joined = true;
    const before = this.readers;
    this.readers = new Map(partitions.map((number) => [number, this.readerOf(number)]));
    const handedBack = Promise.all([...before.values()].map((reader) => reader.lose()));
    for (const number of partitions) this.hold(number);
    for (const reader of this.readers.values()) void handedBack.then(() => reader.position());
  }

  private readerOf(number: number): PartitionReader {
    const { topic, subscriber } = this.membership;
    const partition: Partition = {
      number,
      ...this.membership.partition(number),
      hold: () => this.hold(number),
      go: (next) => {
        this.consumer.seek({ topic, partition: number, offset: String(next) });
        this.consumer.resume([{ topic, partitions: [number] }]);
      },
    };
    return new PartitionReader(partition, subscriber);
  }

  private hold(number: number): void {
    if (!this.over) this.consumer.pause([{ topic: this.membership.topic, partitions: [number] }]);
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const reader = this.readers.get(batch.partition);
    if (!reader || this.over) return;
    const beating = this.keepAlive(reader, () => payload.heartbeat());
    const { fetchedOffset } = batch as typeof batch & { fetchedOffset: string };
    const fetched = {
      fetchedFrom: Number(fetchedOffset),
      records: batch.messages,
      end: Number(batch.highWatermark),
    };
    const next = await reader.read(fetched).finally(() => beating.stop());
    // After a rebalance the offset would be resolved for whoever has the partition now.
    if (next !== undefined && this.readers.get(batch.partition) === reader)
      payload.resolveOffset(String(next - 1));
    beating.throwIfFailed();
  }

  /** A delivery may take longer than a session lasts. */
  private keepAlive(reader: PartitionReader, heartbeat: () => Promise<void>) {
    let failure: unknown;
    const beat = (): void =>
      void heartbeat().catch((error: { type?: string }) => {
        failure = error;
        if (error.type === 'REBALANCE_IN_PROGRESS') reader.yield();
        else void reader.lose();
      });
    const timer = setInterval(beat, Math.floor(this.membership.settings.sessionTimeoutMs / 4));
    return {
      stop: () => clearInterval(timer),
      throwIfFailed: () => {
        if (failure) throw failure as Error;
      },
    };
  }

  private watch(): void {
    if (Date.now() - this.lastSign < silenceLimitMs) return;
    this.end(new MembershipEnded(new Error('kafkajs has shown no sign of life'), true));
  }

  private async leave(): Promise<void> {
    this.over = true;
    const delivered = [...this.readers.values()].map((reader) => reader.lose());
    await Promise.all(delivered);
    await this.consumer.disconnect().catch(() => undefined);
  }
}
