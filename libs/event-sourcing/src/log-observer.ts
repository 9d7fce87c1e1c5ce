import type { EventStore } from './event-store.js';

/** What measures and traces logs, if a deployment has it. It is told on the hot path: it has to be quick, and never throws. */
export abstract class LogObserver {
  /** Puts around the store of a service what is to see its commands; it keeps every promise of the store. */
  around(_service: string, store: EventStore): EventStore {
    return store;
  }

  /** One transaction of group commit is durable: how many appends shared it, and how long it took. */
  batchWritten(_service: string, _appends: number, _milliseconds: number): void {
    // nothing, unless somebody wants to know
  }
}
