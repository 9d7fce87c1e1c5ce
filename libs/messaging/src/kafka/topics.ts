import type { Database } from '#event-sourcing';
import { deadLettersOf } from './dead-letters.js';
import { KafkaAdmin } from './kafka-admin.js';
import { kafkaClient } from './kafka-client.js';
import { type KafkaSettings, topicOf } from './kafka-settings.js';
import { PublicationLedger } from './publication-ledger.js';

/** Makes the topics of services, with those for their dead letters, unless they are there; answers their names. */
export const createTopics = async (
  settings: KafkaSettings,
  services: readonly string[],
): Promise<readonly string[]> => {
  const admin = new KafkaAdmin(kafkaClient(settings), settings);
  const topics = services.map((service) => topicOf(settings, service));
  try {
    await admin.createTopics([...topics, ...topics.map(deadLettersOf)]);
  } finally {
    await admin.close();
  }
  return topics;
};

/**
 * Asks the running processes of a service to put its events after a position on a topic (again): on the one that its
 * neighbours read, for whom what they know has no effect, or on another, which is made and followed from now on.
 */
export const republish = async (
  settings: KafkaSettings,
  database: Database,
  {
    from = 0,
    topic = topicOf(settings, database.service),
  }: { readonly from?: number; readonly topic?: string },
): Promise<string> => {
  await new PublicationLedger(database).publishFrom(topic, from);
  return topic;
};
