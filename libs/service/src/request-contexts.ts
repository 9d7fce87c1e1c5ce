import type { Actor, Context } from '#event-sourcing';

/** Makes the context of a command from the request that is being handled (AsyncLocalStorage) and the clock. */
export abstract class RequestContexts {
  abstract create(actor: Actor): Context;
}
