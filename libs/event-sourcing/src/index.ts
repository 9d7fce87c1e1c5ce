export type { Actor, Command, Context, Decider, DomainEvent } from './decider.js';
export type { Aggregate, AnyAggregate, EventDefinition, Publication } from './aggregate.js';
export { Clock, SystemClock } from './clock.js';
export { Database, DatabaseSettings, type Sql } from './database.js';
export {
  Claimed,
  EventStore,
  type Claim,
  type ExecuteOptions,
  type Loaded,
  type Outcome,
} from './event-store.js';
export { EventSourcingModule, type ServiceLog } from './event-sourcing.module.js';
export type { Projection, StoredEvent } from './projection.js';
export { Refused } from './refused.js';
export { ERASED, isErased } from './sealed.js';
