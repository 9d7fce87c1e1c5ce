import { type Message as KafkaRecord, Partitioners, type Producer } from 'kafkajs';
import { pause } from '../pause.js';
import { kafkaClient } from './kafka-client.js';
import type { KafkaSettings } from './kafka-settings.js';
import { Sockets } from './sockets.js';

/** Answered once every in-sync replica has the records (acks −1): where each partition ends now, as far as was written here. */
export type Ends = Readonly<Record<number, number>>;

/** How long brokers may take to confirm records, milliseconds. */
export const sendLimitMs = 3000;

/** The time within which records could be sent in their place has passed. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

interface Connected {
  readonly producer: Producer;
  readonly sockets: Sockets;
}

/** One idempotent producer, which is given up after any failure: what was in flight then may be on the topic twice. */
export class KafkaProducer {
  private connected: Promise<Connected> | undefined;

  constructor(private readonly settings: KafkaSettings) {}

  /**
   * Records in the order in which they are to stand; each names its partition. Throws `TooLate` rather than begin after
   * `before` (of `performance.now()`), since a process that was paused may have been replaced, and when brokers take long.
   */
  async send(topic: string, messages: readonly KafkaRecord[], before = Infinity): Promise<Ends> {
    const connected = (this.connected ??= this.connect());
    try {
      const { producer } = await connected;
      if (performance.now() >= before) throw new TooLate(`nothing is sent to ${topic} any more`);
      const sending = producer.send({ topic, acks: -1, timeout: sendLimitMs, messages: [...messages] });
      return endsOf(await within(sendLimitMs, sending), messages);
    } catch (error) {
      if (this.connected === connected) await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const { connected } = this;
    this.connected = undefined;
    await connected?.then(giveUp).catch(() => undefined);
  }

  private async connect(): Promise<Connected> {
    const sockets = new Sockets();
    const producer = kafkaClient(this.settings, sockets.factory).producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 4 },
    });
    await producer.connect().catch((error: unknown) => {
      sockets.giveUp();
      throw error;
    });
    return { producer, sockets };
  }
}

const giveUp = async ({ producer, sockets }: Connected): Promise<void> => {
  sockets.giveUp();
  await producer.disconnect();
};

const endsOf = (
  written: readonly { readonly partition: number; readonly baseOffset?: string }[],
  messages: readonly KafkaRecord[],
): Ends =>
  Object.fromEntries(
    written.map(({ partition, baseOffset }) => {
      const count = messages.filter((message) => message.partition === partition).length;
      return [partition, Number(baseOffset) + count];
    }),
  );

// What is late is given up with its connection, so that nothing of it goes out afterwards.
const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  const over = new AbortController();
  const late = pause(milliseconds, over.signal).then((): never => {
    throw new TooLate(`brokers have not confirmed within ${milliseconds} ms`);
  });
  work.catch(() => undefined);
  late.catch(() => undefined);
  return Promise.race([work, late]).finally(() => over.abort());
};

const partitioner = Partitioners.DefaultPartitioner();

/** The partition of a stream: murmur2 of its id, as Java's clients have it. */
export const partitionOf = (stream: string, partitions: number): number =>
  partitioner({
    topic: '',
    partitionMetadata: Array.from({ length: partitions }, (_, partitionId) => ({
      partitionErrorCode: 0,
      partitionId,
      leader: 0,
      replicas: [],
      isr: [],
      offlineReplicas: [],
    })),
    message: { key: stream, value: null },
  });
