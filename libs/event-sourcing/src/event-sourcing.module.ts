import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { KeyEncryptionKey } from '#crypto';
import { Clock } from './clock.js';
import { Database, DatabaseSettings } from './database.js';
import { PostgresDatabase } from './database/postgres-database.js';
import { EventStore } from './event-store.js';
import { LogObserver } from './log-observer.js';
import { LogLifecycle } from './log-lifecycle.js';
import { Projections } from './projections/projections.js';
import { PublicationSchemas } from './publication-schemas.js';
import { Sequencer } from './sequencer/sequencer.js';
import type { ServiceLog } from './service-log.js';
import { ClaimSweeper } from './store/claim-sweeper.js';
import { PostgresEventStore } from './store/postgres-event-store.js';

/** Gives a service its `Database`, `EventStore` and `Projections`, and runs its sequencer. */
@Module({})
export class EventSourcingModule {
  /** Takes `DatabaseSettings`, `Clock`, `KeyEncryptionKey` and, where there are, `PublicationSchemas` and a `LogObserver` from global modules. */
  static forService(log: ServiceLog): DynamicModule {
    return {
      module: EventSourcingModule,
      providers: [...storageOf(log), LogLifecycle],
      exports: [Database, EventStore, Projections],
    };
  }
}

const storageOf = (log: ServiceLog): Provider[] => [
  {
    provide: Database,
    inject: [DatabaseSettings],
    useFactory: (settings: DatabaseSettings) => PostgresDatabase.open(log, settings),
  },
  {
    provide: ClaimSweeper,
    inject: [Database, Clock],
    useFactory: (database: Database, clock: Clock) => new ClaimSweeper(database, clock),
  },
  {
    provide: Projections,
    inject: [Database],
    useFactory: (database: Database) => new Projections(log, database),
  },
  { provide: Sequencer, inject: [Database], useFactory: (database: Database) => new Sequencer(database) },
  {
    provide: EventStore,
    inject: [
      Database,
      Clock,
      KeyEncryptionKey,
      Sequencer,
      { token: PublicationSchemas, optional: true },
      { token: LogObserver, optional: true },
    ],
    useFactory: (...parts: StoreParts) => storeOf(log.service, parts),
  },
];

type StoreParts = [
  Database,
  Clock,
  KeyEncryptionKey,
  Sequencer,
  PublicationSchemas | undefined,
  LogObserver | undefined,
];

const storeOf = (
  service: string,
  [database, clock, keys, sequencer, schemas, observer]: StoreParts,
): EventStore => {
  const store = new PostgresEventStore({ database, clock, keys, schemas, positions: sequencer, observer });
  return observer?.around(service, store) ?? store;
};
