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
export { consumersOf, databaseOf, findDatabase } from './database-of.js';
export { KafkaTransport } from './kafka/kafka-transport.js';
export { type KafkaSettings, topicOf } from './kafka/kafka-settings.js';
export { createTopics, republish } from './kafka/topics.js';
export { LogTransport, type LogTransportSettings } from './log/log-transport.js';
export { MessagingModule } from './messaging.module.js';
export { reactionContext } from './reaction-context.js';
export {
  Transport,
  type Publication,
  type Publisher,
  type Subscriber,
  type Subscription,
} from './transport.js';
