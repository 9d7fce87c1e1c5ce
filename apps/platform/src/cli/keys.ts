import { Command } from 'commander';
import { publicationSchemas } from '#contracts';
import { PostgresEventStore, SystemClock } from '#event-sourcing';
import { type ListedSigningKey, ServerKeys, signingKeys } from '#oauth';
import { type Deployment, forEachService, serviceNamed, withDeployment } from './deployment.js';
import { print, table } from './output.js';

interface ServiceKeys {
  readonly service: string;
  readonly keys: readonly ListedSigningKey[];
}

/** `assent keys list|rotate [service]` */
export const keysCommand = (): Command => {
  const keys = new Command('keys').description('The signing keys of services.');
  keys
    .command('list')
    .description('List the keys: which are published, which sign, and until when.')
    .argument('[service]', 'only this service')
    .action(async (service: string | undefined, _options: object, command: Command) => {
      await withDeployment(async (deployment) => show(command, await keysOf(deployment, service)));
    });
  keys
    .command('rotate')
    .description(
      'Publish a new key of each algorithm; it signs after the publication delay, and the old one stays published until what it signed has expired.',
    )
    .argument('[service]', 'only this service')
    .addHelpText('after', '\nExample:\n  assent keys rotate tokens')
    .action(async (service: string | undefined, _options: object, command: Command) => {
      await withDeployment(async (deployment) => show(command, await keysOf(deployment, service, 'rotate')));
    });
  return keys;
};

const keysOf = async (
  deployment: Deployment,
  only?: string,
  rotate?: 'rotate',
): Promise<readonly ServiceKeys[]> => {
  const meant = only === undefined ? deployment.services : [serviceNamed(deployment, only)];
  const signing = meant.filter(({ log }) => (log.aggregates as readonly unknown[]).includes(signingKeys));
  return forEachService({ ...deployment, services: signing }, async ({ name }, database) => {
    const { keyEncryptionKey } = deployment.settings;
    const clock = new SystemClock();
    const store = new PostgresEventStore({
      database,
      clock,
      keys: keyEncryptionKey,
      schemas: publicationSchemas,
    });
    const held = new ServerKeys({
      service: name,
      store: () => store,
      keyEncryptionKey,
      clock,
      settings: deployment.settings,
    });
    if (rotate) await held.rotate();
    const made = (await store.load(signingKeys, name)) !== undefined; // to look must not make any
    return { service: name, keys: made ? await held.list() : [] };
  });
};

const show = (command: Command, found: readonly ServiceKeys[]): void =>
  print(command, found, () => {
    const rows = found.flatMap(({ service, keys }) =>
      keys.map(({ kid, alg, use, activeFrom, publishedUntil = '' }) => [
        service,
        alg,
        use,
        activeFrom,
        publishedUntil,
        kid,
      ]),
    );
    return rows.length === 0
      ? 'No keys yet.'
      : table(['service', 'alg', 'use', 'signs from', 'published until', 'kid'], rows);
  });
