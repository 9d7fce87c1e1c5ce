import { Command } from 'commander';
import { publicationSchemas } from '#contracts';
import { PostgresEventStore, type ServiceLog, SystemClock } from '#event-sourcing';
import { DecryptionKeys, decryptionKeys, type ListedSigningKey, ServerKeys, signingKeys } from '#oauth';
import { type Deployment, forEachService, serviceNamed, withDeployment } from './deployment.js';
import { print, table } from './output.js';

interface ServiceKeys {
  readonly service: string;
  readonly keys: readonly ListedSigningKey[];
}

/** `assent keys list|rotate [service]` */
export const keysCommand = (): Command => {
  const keys = new Command('keys').description(
    'The keys of services: for signatures, and those that others encrypt to.',
  );
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
      'Publish a new key of each algorithm; it signs after the publication delay, and the old one stays published until what it signed has expired. A new key for encryption takes the place of the old one after the delay, which reads on what was encrypted to it.',
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
  return forEachService({ ...deployment, services: signing }, async ({ name, log }, database) => {
    const keyEncryptionKey = deployment.keyOf(name);
    const clock = new SystemClock();
    const store = new PostgresEventStore({
      database,
      clock,
      keys: keyEncryptionKey,
      schemas: publicationSchemas,
    });
    const options = {
      service: name,
      store: () => store,
      keyEncryptionKey,
      clock,
      settings: deployment.settings,
    };
    const signing = new ServerKeys(options);
    const decrypting = encrypts(log) ? new DecryptionKeys(options) : undefined;
    if (rotate) {
      await signing.rotate();
      await decrypting?.rotate();
    }
    const made = (await store.load(signingKeys, name)) !== undefined; // to look must not make any
    const keys = made ? [...(await signing.list()), ...((await decrypting?.list()) ?? [])] : [];
    return { service: name, keys };
  });
};

const encrypts = ({ aggregates }: ServiceLog): boolean =>
  (aggregates as readonly unknown[]).includes(decryptionKeys);

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
