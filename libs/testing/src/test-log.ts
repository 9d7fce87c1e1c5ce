import { KeyEncryptionKey } from '#crypto';
import {
  type Database,
  type DatabaseSettings,
  type EventStore,
  migrateService,
  PostgresDatabase,
  PostgresEventStore,
  type PublicationSchemas,
  type ServiceLog,
} from '#event-sourcing';
import { TestClock } from './test-clock.js';
import { testPostgres } from './test-postgres.js';

/** The log of one service in a database of its own. */
export interface TestLog {
  readonly settings: DatabaseSettings;
  readonly database: Database;
  readonly store: EventStore;
  readonly clock: TestClock;
  readonly keys: KeyEncryptionKey;
  /** What another process of the same service would have. */
  another(): Promise<{ readonly database: Database; readonly store: EventStore }>;
  close(): Promise<void>;
}

/** Migrates and opens a fresh database for a service's log, without running its sequencer. */
export const testLog = async (log: ServiceLog, schemas?: PublicationSchemas): Promise<TestLog> => {
  const { url, drop } = await testPostgres();
  const settings = { url, poolSize: 4 };
  await migrateService(log, settings);
  const clock = new TestClock();
  const keys = new KeyEncryptionKey(new Uint8Array(32).fill(7));
  const opened: Database[] = [];
  const another = async () => {
    const database = await PostgresDatabase.open(log, settings);
    opened.push(database);
    return { database, store: new PostgresEventStore({ database, clock, keys, schemas }) };
  };
  const close = async () => {
    await Promise.all(opened.map((database) => database.close()));
    await drop();
  };
  return { settings, clock, keys, another, close, ...(await another()) };
};
