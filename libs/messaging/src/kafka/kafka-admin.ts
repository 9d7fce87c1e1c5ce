import type { Admin, Kafka } from 'kafkajs';
import type { KafkaSettings } from './kafka-settings.js';

/** The records that a partition has: from `low` up to, but not with, `high`. */
export interface Extent {
  readonly partition: number;
  readonly low: number;
  readonly high: number;
}

/** Asks brokers about topics, and makes them; connected when first used, and anew after a failure. */
export class KafkaAdmin {
  private connected: Promise<Admin> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly settings: KafkaSettings,
  ) {}

  /** Undefined for a topic that is not there. */
  async extents(topic: string): Promise<readonly Extent[] | undefined> {
    return this.use(async (admin) => {
      try {
        const offsets = await admin.fetchTopicOffsets(topic);
        return offsets.map(({ partition, low, high }) => ({
          partition,
          low: Number(low),
          high: Number(high),
        }));
      } catch (error) {
        if (isUnknownTopic(error)) return undefined;
        throw error;
      }
    });
  }

  /** Makes topics that are not there, and leaves alone those that are. */
  async createTopics(topics: readonly string[]): Promise<void> {
    const { partitions, replication, minInsyncReplicas, retentionMs } = this.settings.topics;
    const configEntries = [
      { name: 'retention.ms', value: String(retentionMs) },
      { name: 'min.insync.replicas', value: String(minInsyncReplicas) },
      { name: 'max.message.bytes', value: String(8 * 1024 * 1024) },
    ];
    await this.use(async (admin) => {
      const there = new Set(await admin.listTopics());
      const missing = topics.filter((topic) => !there.has(topic));
      if (missing.length === 0) return;
      await admin.createTopics({
        waitForLeaders: true,
        topics: missing.map((topic) => ({
          topic,
          numPartitions: partitions,
          replicationFactor: replication,
          configEntries,
        })),
      });
    });
  }

  async close(): Promise<void> {
    const { connected } = this;
    this.connected = undefined;
    await connected?.then((admin) => admin.disconnect()).catch(() => undefined);
  }

  private async use<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const connected = (this.connected ??= this.connect());
    try {
      return await work(await connected);
    } catch (error) {
      if (this.connected === connected) await this.close();
      throw error;
    }
  }

  private async connect(): Promise<Admin> {
    const admin = this.kafka.admin();
    await admin.connect();
    return admin;
  }
}

const isUnknownTopic = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if ('type' in error && error.type === 'UNKNOWN_TOPIC_OR_PARTITION') return true;
  return isUnknownTopic(error.cause);
};
