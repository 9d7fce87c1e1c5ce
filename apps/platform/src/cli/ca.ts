import { Command, Option } from 'commander';
import { environments } from '../../../directory/src/index.js';
import { directoryAccess } from './cert/directory-access.js';
import { handOn } from './cert/party-store.js';
import { print } from './output.js';

interface ExportOptions {
  readonly env: string;
  readonly directory?: string;
  readonly out?: string;
}

interface Listing {
  readonly authorities: readonly {
    readonly name: string;
    readonly role: string;
    readonly family: string;
    readonly fingerprint: string;
    readonly notAfter: string;
  }[];
}

/** `assent ca export` */
export const caCommand = (): Command => {
  const ca = new Command('ca').description('The certification authorities of the directory.');
  const command = ca
    .command('export')
    .description(
      'Print the trust anchors of an environment (PEM), or write them into a file; with --json, say which they are.',
    )
    .addOption(
      new Option('--env <environment>', 'which environment').choices([...environments]).default('sandbox'),
    )
    .option('--directory <url>', 'origin of the directory; the running sandbox unless given')
    .option('--out <file>', 'where they are written')
    .addHelpText('after', '\nExample:\n  assent ca export --env sandbox --out anchors.pem')
    .action(async ({ env, directory, out }: ExportOptions) => {
      const access = await directoryAccess(directory);
      const pem = await access.text(`/pki/${env}/anchors.pem`);
      const { authorities } = await access.get<Listing>(`/pki/${env}`);
      const anchors = authorities.filter(({ role, family }) => role === 'root' && family !== 'public');
      const file = out === undefined ? undefined : await handOn(out, pem);
      print(command, { environment: env, file, anchors, pem }, () =>
        file === undefined ? pem.trimEnd() : inWords(file, anchors),
      );
    });
  return ca;
};

const inWords = (file: string, anchors: Listing['authorities']): string =>
  [
    `The anchors are in ${file}:`,
    ...anchors.map(({ name, fingerprint }) => `  ${name}\n    SHA-256 ${fingerprint}`),
  ].join('\n');
