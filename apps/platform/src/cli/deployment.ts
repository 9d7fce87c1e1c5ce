import { KeyEncryptionKey } from '#crypto';
import { DatabaseSettings, withDatabase, type Database } from '#event-sourcing';
import { checkSettings, Environment, type ServiceDefinition } from '#service';
import { services } from '../services.js';
import { CannotStart } from '../start/cannot-start.js';
import { Cleanup } from '../start/cleanup.js';
import { commandFolder, findRunning, type Running } from '../start/running.js';
import { sandboxDatabase } from '../start/sandbox-database.js';
import { sandboxSecrets } from '../start/sandbox-secrets.js';
import { sandboxVariables } from '../start/sandbox-variables.js';

/** A deployment as commands see it: its settings and databases, whether or not it runs now. */
export interface Deployment {
  readonly environment: Environment;
  readonly settings: ReturnType<typeof checkSettings>;
  /** Services that may have data here. */
  readonly services: readonly ServiceDefinition[];
  readonly database: DatabaseSettings;
  /** What wraps the keys of a service. */
  readonly keyOf: (service: string) => KeyEncryptionKey;
}

/**
 * Opens the deployment that the environment variables name; in the sandbox that of the data folder, whose database is
 * started for as long as `work` lasts when nobody runs it.
 */
export const withDeployment = async <T>(work: (deployment: Deployment) => Promise<T>): Promise<T> => {
  const cleanup = new Cleanup();
  try {
    return await work(await open(cleanup));
  } finally {
    await cleanup.run();
  }
};

const open = async (cleanup: Cleanup): Promise<Deployment> => {
  const { mode } = new Environment(process.env);
  const { environment, keys = {} } =
    mode === 'sandbox' ? await openSandbox(cleanup) : { environment: new Environment(process.env) };
  const chosen = services.filter(({ sandboxOnly }) => mode === 'sandbox' || !sandboxOnly);
  const settings = checkSettings(environment, chosen);
  const database = { url: settings.databaseUrl, poolSize: 2 };
  const keyOf = (service: string): KeyEncryptionKey => {
    const key = process.env.ASSENT_KEY_ENCRYPTION_KEY || keys[service];
    return key ? KeyEncryptionKey.parse(key) : settings.keyEncryptionKey;
  };
  return { environment, settings, services: chosen, database, keyOf };
};

interface OpenSandbox {
  readonly environment: Environment;
  readonly keys?: Running['keyEncryptionKeys'] | undefined;
}

const openSandbox = async (cleanup: Cleanup): Promise<OpenSandbox> => {
  const folder = await commandFolder(process.env);
  await folder.open();
  const secrets = await sandboxSecrets(folder);
  const { url } = await sandboxDatabase(folder, process.env, { cleanup });
  const keys = (await findRunning(folder))?.keyEncryptionKeys;
  return { environment: new Environment(sandboxVariables(secrets, url, process.env)), keys };
};

/** Runs `work` on the database of every service, one after the other. */
export const forEachService = async <T>(
  { services: chosen, database }: Deployment,
  work: (service: ServiceDefinition, sql: Database) => Promise<T>,
): Promise<readonly T[]> => {
  const results: T[] = [];
  for (const service of chosen)
    results.push(await withDatabase(service.log, database, (sql) => work(service, sql)));
  return results;
};

/** Throws `CannotStart` when there is no such service. */
export const serviceNamed = ({ services: chosen }: Deployment, name: string): ServiceDefinition => {
  const found = chosen.find((service) => service.name === name);
  if (found) return found;
  throw new CannotStart(
    `There is no service ${name}: the services are ${chosen.map((each) => each.name).join(', ')}.`,
  );
};
