export type { Actor, Command, Context, Decider, DomainEvent } from './decider.js';
export type { Aggregate, AnyAggregate, EventDefinition, Publication } from './aggregate.js';
export { Clock, SystemClock } from './clock.js';
export { type Connections, Database, DatabaseSettings, type Sql, type Statement } from './database.js';
export { databaseUrlOf } from './database/database-url.js';
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
export { LogObserver } from './log-observer.js';
export { type LogMeasures, measureLog } from './measure-log.js';
export type { Projection, StoredEvent } from './projection.js';
export { Projections } from './projections/projections.js';
export { PublicationSchemas } from './publication-schemas.js';
export { Refused } from './refused.js';
export { acquireLease, releaseLease, type Tenure } from './sequencer/lease.js';
export { ERASED, isErased } from './sealed.js';
export { Sequencer, type SequencerSettings } from './sequencer/sequencer.js';
export type { ServiceLog } from './service-log.js';
export { eraseStream } from './store/erase-stream.js';
export { importStreams, type History, type Imported, type ImportParts } from './store/import-streams.js';
export type { Happened } from './store/prepare-append.js';
export { PostgresEventStore, type EventStoreParts } from './store/postgres-event-store.js';
export type { Difference, Problem } from './verify/difference.js';
export { verifyService, type Verification, type VerifyListener } from './verify/verify-service.js';
export { isUnavailable, toRefusal } from './store/storage-errors.js';
