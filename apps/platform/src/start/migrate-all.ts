import { migrateService } from '#event-sourcing';
import type { ServiceDefinition } from '#service';

/** Brings the schemas of services up to this program, side by side; all have ended when it throws the first failure. */
export const migrateAll = async (chosen: readonly ServiceDefinition[], url: string): Promise<void> => {
  const ended = await Promise.allSettled(chosen.map(({ log }) => migrateService(log, { url, poolSize: 2 })));
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
};
