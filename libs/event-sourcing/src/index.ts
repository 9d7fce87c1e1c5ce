export type { Actor, Command, Context, Decider, DomainEvent } from './decider.js';
export type { Aggregate, AnyAggregate, EventDefinition, Publication } from './aggregate.js';
export { Clock, SystemClock } from './clock.js';
export { Database, DatabaseSettings, type Sql, type Statement } from './database.js';
export { migrateService, withDatabase } from './database/migrate.js';
export { WrongSchema } from './database/schema-version.js';
export { PostgresDatabase } from './database/postgres-database.js';
export {
  Claimed,
  EventStore,
  type Claim,
  type ExecuteOptions,
  type Loaded,
  type Outcome,
} from './event-store.js';
export { EventSourcingModule } from './event-sourcing.module.js';
export type { Projection, StoredEvent } from './projection.js';
export { Projections } from './projections/projections.js';
export { PublicationSchemas } from './publication-schemas.js';
export { Refused } from './refused.js';
export { ERASED, isErased } from './sealed.js';
export { Sequencer, type SequencerSettings } from './sequencer/sequencer.js';
export type { ServiceLog } from './service-log.js';
export { eraseStream } from './store/erase-stream.js';
export { PostgresEventStore, type EventStoreParts } from './store/postgres-event-store.js';
export type { Difference, Problem } from './verify/difference.js';
export { verifyService, type Verification, type VerifyListener } from './verify/verify-service.js';
export { toRefusal } from './store/storage-errors.js';
