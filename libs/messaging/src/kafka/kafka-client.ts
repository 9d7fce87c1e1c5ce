import { Logger } from '@nestjs/common';
import { type ISocketFactory, Kafka, type LogEntry, logLevel, type SASLOptions } from 'kafkajs';
import type { KafkaSettings } from './kafka-settings.js';

// Few attempts inside kafkajs: who uses it starts anew with back-off, and can be stopped meanwhile.
const retry = { initialRetryTime: 100, maxRetryTime: 1000, retries: 3, restartOnFailure: async () => false };

/** `socketFactory` replaces the one of kafkajs. */
export const kafkaClient = (
  { brokers, prefix, tls, sasl }: KafkaSettings,
  socketFactory?: ISocketFactory,
): Kafka =>
  new Kafka({
    ...(socketFactory && { socketFactory }),
    clientId: prefix,
    brokers: [...brokers],
    ...(tls && { ssl: tls }),
    ...(sasl && { sasl: sasl as SASLOptions }),
    connectionTimeout: 3000,
    requestTimeout: 10_000,
    retry,
    logLevel: logLevel.WARN,
    logCreator,
  });

// For whoever looks for a cause; what operators must know is said by the transport itself.
const logCreator = () => {
  const logger = new Logger('kafkajs');
  return ({ namespace, log: { message, error } }: LogEntry): void =>
    logger.debug(`${namespace}: ${message}${typeof error === 'string' ? ` (${error})` : ''}`);
};
