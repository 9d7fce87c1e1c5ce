import { join } from 'node:path';
import { startEmbeddedPostgres } from '#service';
import type { Cleanup } from './cleanup.js';
import type { DataFolder } from './data-folder.js';
import { findRunning } from './running.js';
import type { Variables } from './sandbox-variables.js';

/** Where a sandbox's data is. */
export interface SandboxDatabase {
  readonly url: string;
  /** `given` by ASSENT_DATABASE_URL, `shared` with a platform that runs on the folder, or our `own` server. */
  readonly origin: 'given' | 'shared' | 'own';
  /** One sentence that the person should know. */
  readonly notice?: string;
}

/** Finds the database of a data folder, and starts its server when nobody else has. Throws `PostgresUnavailable`. */
export const sandboxDatabase = async (
  folder: DataFolder,
  variables: Variables,
  { cleanup, persistent = true }: { readonly cleanup: Cleanup; readonly persistent?: boolean | undefined },
): Promise<SandboxDatabase> => {
  if (variables.ASSENT_DATABASE_URL) return { url: variables.ASSENT_DATABASE_URL, origin: 'given' };
  const running = await findRunning(folder);
  if (running) return { url: running.databaseUrl, origin: 'shared' };
  const server = await startEmbeddedPostgres({ directory: join(folder.path, 'postgres'), persistent });
  cleanup.add(() => server.stop());
  return { url: server.url, origin: 'own', ...(server.notice !== undefined && { notice: server.notice }) };
};
