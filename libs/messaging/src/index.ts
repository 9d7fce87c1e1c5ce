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
export { LogTransport, type LogTransportSettings } from './log/log-transport.js';
export { MessagingModule } from './messaging.module.js';
export { reactionContext } from './reaction-context.js';
export { Transport, type Publisher, type Subscriber, type Subscription } from './transport.js';
