import { checkSettings, Environment, prepareTransport, type ServiceDefinition } from '#service';
import { chooseServices } from '../services.js';
import { CannotStart } from './cannot-start.js';
import { Cleanup } from './cleanup.js';
import { DataFolder } from './data-folder.js';
import { migrateAll } from './migrate-all.js';
import { requireFreePort } from './port.js';
import { announce, findRunning, withdraw } from './running.js';
import { sandboxDatabase } from './sandbox-database.js';
import { type SandboxSecrets, sandboxSecrets } from './sandbox-secrets.js';
import { sandboxVariables, type Variables } from './sandbox-variables.js';
import { seedAccount } from './seed-account.js';
import { type Started, startServices } from './start-services.js';

export interface SandboxOptions {
  /** Where database, secrets and run file are kept. */
  readonly folder: string;
  /** Names of services; all unless given. */
  readonly services?: readonly string[];
  /** Environment variables, which go before what the sandbox generates. */
  readonly variables?: Variables;
  /** false: the database is removed on stop, and nothing is synced to disk (tests). */
  readonly persistent?: boolean;
  /** What is opened is added here, so that a signal during the start can close it. */
  readonly cleanup?: Cleanup;
}

/** A sandbox in this process: services, database and what it generated. */
export interface Sandbox extends Started {
  readonly folder: string;
  readonly secrets: SandboxSecrets;
  readonly databaseUrl: string;
  /** One sentence that the person should know. */
  readonly notice?: string;
}

/** Starts a sandbox on a data folder. Throws `CannotStart`, `PostgresUnavailable`, `SettingsRefused`; nothing stays behind then. */
export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const { cleanup = new Cleanup() } = options;
  try {
    return await start(options, cleanup);
  } catch (error) {
    await cleanup.run().catch(() => undefined);
    throw error;
  }
};

const start = async (options: SandboxOptions, cleanup: Cleanup): Promise<Sandbox> => {
  const { variables = {}, services = [], persistent } = options;
  const folder = new DataFolder(options.folder);
  await folder.open();
  const chosen = chooseServices(services, 'sandbox');
  if (services.length === 0) await refuseSecondStart(folder);
  const secrets = await sandboxSecrets(folder);
  await refuseUnfitSettings(sandboxVariables(secrets, PENDING, variables), chosen);
  const { url, origin, notice } = await sandboxDatabase(folder, variables, { cleanup, persistent });
  await migrateAll(chosen, url);
  // Without brokers a sandbox works all the same; its topics are then made when they are first written to.
  const common = checkSettings(new Environment(sandboxVariables(secrets, url, variables)), chosen);
  await prepareTransport(
    common,
    chosen.map(({ name }) => name),
  ).catch(() => undefined);
  const started = await startServices(chosen, sandboxVariables(secrets, url, variables), cleanup);
  await seedAccount(started.app, chosen, secrets.person);
  if (origin === 'own')
    await announceUntilStopped(folder, cleanup, { origin: started.origin, databaseUrl: url });
  const told = notice === undefined ? {} : { notice };
  return { ...started, folder: folder.path, secrets, databaseUrl: url, ...told };
};

const refuseSecondStart = async (folder: DataFolder): Promise<void> => {
  const running = await findRunning(folder);
  if (!running) return;
  throw new CannotStart(
    `Assent already runs on ${folder.path}, at ${running.origin} (process ${running.pid}): use it, stop it first, or set ASSENT_DATA and ASSENT_PORT to others.`,
  );
};

// Stands for the URL of the database while that is not started: what is wrong is told before anything runs.
const PENDING = 'postgres://pending';

const refuseUnfitSettings = async (
  variables: Variables,
  chosen: readonly ServiceDefinition[],
): Promise<void> => {
  const { port, host } = checkSettings(new Environment(variables), chosen);
  await requireFreePort(port, host);
};

const announceUntilStopped = async (
  folder: DataFolder,
  cleanup: Cleanup,
  where: { readonly origin: string; readonly databaseUrl: string },
): Promise<void> => {
  cleanup.add(() => withdraw(folder));
  await announce(folder, { pid: process.pid, ...where });
};
