import { type Kafka, type Message as KafkaRecord, Partitioners, type Producer } from 'kafkajs';

/** Answered once every in-sync replica has the records (acks −1): where each partition ends now, as far as was written here. */
export type Ends = Readonly<Record<number, number>>;

/** One idempotent producer, which is given up after any failure: what was in flight then may be on the topic twice. */
export class KafkaProducer {
  private connected: Promise<Producer> | undefined;

  constructor(private readonly kafka: Kafka) {}

  /** Records in the order in which they are to stand; each names its partition. */
  async send(topic: string, messages: readonly KafkaRecord[]): Promise<Ends> {
    const connected = (this.connected ??= this.connect());
    try {
      const producer = await connected;
      const written = await producer.send({ topic, acks: -1, timeout: 10_000, messages: [...messages] });
      return Object.fromEntries(
        written.map(({ partition, baseOffset }) => {
          const count = messages.filter((message) => message.partition === partition).length;
          return [partition, Number(baseOffset) + count];
        }),
      );
    } catch (error) {
      if (this.connected === connected) await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const { connected } = this;
    this.connected = undefined;
    await connected?.then((producer) => producer.disconnect()).catch(() => undefined);
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 4 },
    });
    await producer.connect();
    return producer;
  }
}

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
