import {
  type AppParts,
  checkSettings,
  Environment,
  prepareTransport,
  type ServiceDefinition,
} from '#service';
import { chooseServices } from '../services.js';
import { believeAllFamilies } from './believe-all-families.js';
import { CannotStart } from './cannot-start.js';
import { Cleanup } from './cleanup.js';
import { DataFolder } from './data-folder.js';
import { migrateAll } from './migrate-all.js';
import { requireFreePort } from './port.js';
import { announce, findRunning, type Running, withdraw } from './running.js';
import { sandboxAuthority } from './sandbox-authority.js';
import { sandboxDatabase } from './sandbox-database.js';
import { type SandboxSecrets, sandboxSecrets } from './sandbox-secrets.js';
import { type HttpsPort, httpsPort, SandboxTls } from './sandbox-tls.js';
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
  readonly parts?: AppParts;
}

/** A sandbox in this process: services, database and what it generated. */
export interface Sandbox extends Started {
  readonly folder: string;
  readonly secrets: SandboxSecrets;
  readonly databaseUrl: string;
  /** PEM file of the authority of its server certificate, where it serves https. */
  readonly ca?: string;
  /** Where clients show certificates, when that is not the origin; empty otherwise. */
  readonly mtlsOrigin: string;
  /** Sentences that the person should know. */
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
  // Services that are started apart leave https to the one that runs them all.
  const tls = new SandboxTls(folder.path);
  const tlsPort: HttpsPort = services.length === 0 ? await httpsPort(variables) : { port: 0 };
  const https = tls.variables(variables, tlsPort);
  const settings = (url: string): Variables => sandboxVariables(secrets, url, variables, https);
  await refuseUnfitSettings(settings(PENDING), chosen);
  const { url, origin, ...database } = await sandboxDatabase(folder, variables, { cleanup, persistent });
  await migrateAll(chosen, url);
  // Without brokers a sandbox works all the same; its topics are then made when they are first written to.
  const common = checkSettings(new Environment(settings(url)), chosen);
  await prepareTransport(
    common,
    chosen.map(({ name }) => name),
  ).catch(() => undefined);
  const own = https.ASSENT_TLS_CERTIFICATE !== undefined;
  if (own) await tls.write(await sandboxAuthority(new Environment(settings(url))));
  const started = await startServices(chosen, settings(url), cleanup, options.parts);
  if (own) believeInTime(started.app, tls, cleanup);
  await seedAccount(started.app, chosen, secrets.person);
  const authority = common.trustedCa === '' ? {} : { ca: common.trustedCa };
  if (origin === 'own')
    await announceUntilStopped(folder, cleanup, { origin: started.origin, databaseUrl: url, ...authority });
  const notices = [database.notice, tlsPort.notice].filter((notice) => notice !== undefined);
  const told = notices.length === 0 ? {} : { notice: notices.join('\n') };
  const { mtlsOrigin } = common;
  return { ...started, folder: folder.path, secrets, databaseUrl: url, ...told, ...authority, mtlsOrigin };
};

// It takes seconds, once, and nobody waits for it; stopping does.
const believeInTime = (app: Started['app'], tls: SandboxTls, cleanup: Cleanup): void => {
  const believing = believeAllFamilies(app, tls).catch(() => undefined);
  cleanup.add(() => believing);
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
  const { port, tlsPort, host } = checkSettings(new Environment(variables), chosen);
  await requireFreePort(port, host);
  if (tlsPort > 0 && tlsPort !== port) await requireFreePort(tlsPort, host, 'ASSENT_TLS_PORT');
};

const announceUntilStopped = async (
  folder: DataFolder,
  cleanup: Cleanup,
  where: Omit<Running, 'pid'>,
): Promise<void> => {
  cleanup.add(() => withdraw(folder));
  await announce(folder, { pid: process.pid, ...where });
};
