import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Kafka } from 'kafkajs';
import type { Database } from '#event-sourcing';
import {
  type Lag,
  type Publisher,
  type Standing,
  type Subscriber,
  type Subscription,
  Transport,
} from '../transport.js';
import { bury } from './dead-letters.js';
import { KafkaAdmin } from './kafka-admin.js';
import { kafkaClient } from './kafka-client.js';

import { KafkaProducer } from './kafka-producer.js';
import { type KafkaSettings, topicOf } from './kafka-settings.js';
import { KafkaSubscription } from './kafka-subscription.js';
import type { Membership } from './membership.js';
import { Publications } from './publications.js';

/** Carries events over Apache Kafka: one topic per service, the stream id as key, CloudEvents 1.0 in binary mode. */
export class KafkaTransport extends Transport implements OnApplicationShutdown {
  readonly publisher: Publisher = { follow: (database) => this.follow(database) };
  private readonly kafka: Kafka;
  private readonly admin: KafkaAdmin;
  private readonly producer: KafkaProducer;
  private readonly subscriptions = new Set<KafkaSubscription>();
  private readonly publications = new Set<Publications>();
  /** By group. */
  private readonly rejected = new Map<string, number>();
  private readonly logger = new Logger(KafkaTransport.name);

  constructor(private readonly settings: KafkaSettings) {
    super();
    this.kafka = kafkaClient(settings);
    this.admin = new KafkaAdmin(this.kafka, settings);
    this.producer = new KafkaProducer(settings);
  }

  /** Answers at once, also while no broker does: reading begins when there is one. */
  subscribe(subscriber: Subscriber): Promise<Subscription> {
    const subscription = new KafkaSubscription(this.membership(subscriber));
    this.subscriptions.add(subscription);
    const close = async (): Promise<void> => {
      await subscription.close();
      this.subscriptions.delete(subscription);
    };
    return Promise.resolve({ close, seek: (partition, offset) => subscription.seek(partition, offset) });
  }

  lag(): readonly Lag[] {
    return [...this.subscriptions].flatMap((subscription) => subscription.lag());
  }

  override standings(): readonly Standing[] {
    return [...this.subscriptions].map(({ group, service, isIn }) => {
      return { group, service, isIn, rejected: this.rejected.get(group) ?? 0 };
    });
  }

  override problems(): readonly string[] {
    return [...this.publications, ...this.subscriptions].flatMap(({ problem }) => problem ?? []);
  }

  async close(): Promise<void> {
    await Promise.all([...this.publications].map((publications) => publications.stop()));
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    this.subscriptions.clear();
    await Promise.all([this.producer.close(), this.admin.close()]);
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  private follow(database: Database): { stop(): Promise<void> } {
    const { admin, producer } = this;
    const publications = new Publications(topicOf(this.settings, database.service), database, {
      admin,
      producer,
    });
    this.publications.add(publications);
    const stop = async (): Promise<void> => {
      await publications.stop();
      this.publications.delete(publications);
    };
    return { stop };
  }

  private membership(subscriber: Subscriber): Membership {
    const { kafka, settings, admin, producer } = this;
    const topic = topicOf(settings, subscriber.service);
    // The leader of a kafkajs group shares out its own topics alone, so a group reads one.
    const group = `${settings.prefix}.${subscriber.group}.${subscriber.service}`;
    const partition: Membership['partition'] = (number) => ({
      extent: async () => {
        const extent = (await admin.extents(topic))?.find((each) => each.partition === number);
        if (!extent) throw new Error(`${topic} has no partition ${number}`);
        return extent;
      },
      reject: async (record, error) => {
        await bury({ topic, partition: number, group, record, error }, { admin, producer });
        this.rejected.set(group, (this.rejected.get(group) ?? 0) + 1);
        this.logger.error(`${topic}/${number} at ${record.offset} is no event: ${String(error)}`);
      },
      missed: (from, to) =>
        this.logger.error(
          `${group} has missed ${topic}/${number} from ${from} to ${to}, which are gone: republish them`,
        ),
    });
    return { kafka, settings, subscriber, topic, group, partition };
  }
}
