import type { Consumer } from './consumer.js';

/** What measures and traces consumers, if a deployment has it. */
export abstract class MessagingObserver {
  /** Puts around a consumer of a service what is to see each message that it handles; its name, services and types stay. */
  abstract around(service: string, consumer: Consumer): Consumer;
}
