import type { KafkaMessage } from 'kafkajs';
import type { KafkaAdmin } from './kafka-admin.js';
import type { KafkaProducer } from './kafka-producer.js';

/** Where what is no event of ours goes, so that it is neither lost nor in the way. */
export const deadLettersOf = (topic: string): string => `${topic}.dead-letters`;

export interface DeadLetter {
  readonly topic: string;
  readonly partition: number;
  readonly group: string;
  readonly record: KafkaMessage;
  readonly error: unknown;
}

/** Copies a record to the dead letters of its topic, with headers that say why, whose, and where it stood. */
export const bury = async (
  { topic, partition, group, record, error }: DeadLetter,
  { admin, producer }: { readonly admin: KafkaAdmin; readonly producer: KafkaProducer },
): Promise<void> => {
  const reasons = {
    'assent-reason': error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    'assent-group': group,
    'assent-topic': topic,
    'assent-partition': String(partition),
    'assent-offset': record.offset,
  };
  const { key, value, headers = {} } = record;
  await admin.createTopics([deadLettersOf(topic)]);
  await producer.send(deadLettersOf(topic), [
    { key, value, headers: { ...headers, ...reasons }, partition: 0 },
  ]);
};
