import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { KeyEncryptionKey } from '#crypto';
import {
  type DatabaseSettings,
  migrateService,
  PostgresDatabase,
  PostgresEventStore,
  Sequencer,
  SystemClock,
} from '#event-sourcing';
import { startEmbeddedPostgres } from '#service';
import { CpuMeter } from './cpu-meter.js';
import { ordersLog } from './order.js';

/** A log on a PostgreSQL server of its own that syncs to disk, and what is needed to measure it. */
export interface BenchLog {
  readonly settings: DatabaseSettings;
  readonly database: PostgresDatabase;
  readonly keys: KeyEncryptionKey;
  readonly store: PostgresEventStore;
  readonly sequencer: Sequencer;
  readonly cpu: CpuMeter;
  /** Beside the store's connections, for baselines. */
  readonly bare: pg.Pool;
}

/** Runs `work` on a fresh log, and leaves nothing behind. */
export const withLog = async <T>(work: (bench: BenchLog) => Promise<T>): Promise<T> => {
  const directory = await mkdtemp(join(tmpdir(), 'assent-bench-'));
  const server = await startEmbeddedPostgres({ directory, persistent: true });
  try {
    const pid = Number.parseInt(await readFile(join(server.directory, 'data', 'postmaster.pid'), 'utf8'), 10);
    return await withDatabase(server.url, pid, work);
  } finally {
    await server.stop();
    for (const folder of [directory, server.directory]) await rm(folder, { recursive: true, force: true });
  }
};

const withDatabase = async <T>(
  url: string,
  pid: number,
  work: (bench: BenchLog) => Promise<T>,
): Promise<T> => {
  const settings = { url, poolSize: 10 };
  await migrateService(ordersLog, settings);
  const database = await PostgresDatabase.open(ordersLog, settings);
  const sequencer = new Sequencer(database);
  const keys = new KeyEncryptionKey(new Uint8Array(32).fill(7));
  const store = new PostgresEventStore({ database, clock: new SystemClock(), keys, positions: sequencer });
  const bare = new pg.Pool({ connectionString: url, max: 4, options: '-c search_path=orders' });
  try {
    return await work({ settings, database, keys, store, sequencer, bare, cpu: new CpuMeter(pid) });
  } finally {
    await sequencer.stop();
    await bare.end();
    await database.close();
  }
};
