import { migrateService } from '#event-sourcing';
import type { ServiceDefinition } from '#service';

/** Brings the schemas of services up to this program, in parallel. */
export const migrateAll = async (chosen: readonly ServiceDefinition[], url: string): Promise<void> => {
  await Promise.all(chosen.map(({ log }) => migrateService(log, { url, poolSize: 2 })));
};
