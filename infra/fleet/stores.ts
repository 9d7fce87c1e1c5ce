import { join } from 'node:path';
import type { Cleanup } from '../../apps/platform/src/index.js';
import { FleetBroker } from './broker.js';
import { FleetPostgres } from './postgres.js';

export interface Stores {
  readonly postgres: FleetPostgres;
  readonly kafka?: FleetBroker;
}

export interface StoresOptions {
  readonly folder: string;
  readonly services: readonly string[];
  readonly transport: 'kafka' | 'log';
  readonly cleanup: Cleanup;
}

/** Starts PostgreSQL and, where it is the transport, Kafka, side by side. */
export const startStores = async ({
  folder,
  services,
  transport,
  cleanup,
}: StoresOptions): Promise<Stores> => {
  const opened = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const store = await starting;
    cleanup.add(() => store.stop());
    return store;
  };
  const [postgres, kafka] = await Promise.allSettled([
    opened(FleetPostgres.start(join(folder, 'postgres'), services)),
    transport === 'kafka' ? opened(FleetBroker.start(join(folder, 'kafka'))) : undefined,
  ]);
  if (postgres.status === 'rejected') throw postgres.reason;
  if (kafka.status === 'rejected') throw kafka.reason;
  return { postgres: postgres.value, ...(kafka.value && { kafka: kafka.value }) };
};
