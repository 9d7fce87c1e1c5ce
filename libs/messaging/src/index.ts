export type { Message } from './message.js';
export {
  Consumers,
  type Consumer,
  type ParkedFilter,
  type ParkedStream,
  type ProjectingConsumer,
  type ReactingConsumer,
} from './consumer.js';
export { listParkedStreams, requestRedrive } from './consumers/redrive.js';
export { RunningConsumers } from './consumers/running-consumers.js';
export { consumersOf, databaseOf, findDatabase } from './database-of.js';
export { KafkaTransport } from './kafka/kafka-transport.js';
export { type KafkaSettings, topicOf } from './kafka/kafka-settings.js';
export { createTopics, republish } from './kafka/topics.js';
export { unpublished, type Unpublished } from './kafka/unpublished.js';
export { LogTransport, type LogTransportSettings } from './log/log-transport.js';
export { MessagingObserver } from './messaging-observer.js';
export { MessagingModule } from './messaging.module.js';
export { reactionContext } from './reaction-context.js';
export {
  Transport,
  type Lag,
  type Publication,
  type Publisher,
  type Standing,
  type Subscriber,
  type Subscription,
} from './transport.js';
