export type { Message } from './message.js';
export { Consumers, type Consumer, type ProjectingConsumer, type ReactingConsumer } from './consumer.js';
export { MessagingModule } from './messaging.module.js';
export { reactionContext } from './reaction-context.js';
