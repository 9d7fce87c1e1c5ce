import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { CannotStart } from '../../start/cannot-start.js';
import { type Places, sitDown } from './desk.js';
import { activeOf } from './holding.js';
import { bundleOf } from './issue.js';
import { factsOf, record } from './record.js';
import { selectionOf, type SelectionOptions, withPlaces, withSelection } from './selection.js';

interface ExportOptions extends SelectionOptions, Places {
  readonly out: string;
}

/** `assent cert export` */
export const exportCommand = (): Command => {
  const command = new Command('export')
    .description(
      'Write the key in use, its certificate and the anchors into a folder, for a server that cannot open the store. The key is then in clear there.',
    )
    .requiredOption('--out <folder>', 'where key.pem, certificate.pem and anchors.pem are written')
    .addHelpText('after', '\nExample:\n  assent cert export --profile S4 --org 6f1c… --out /run/secrets/s4');
  return withPlaces(withSelection(command)).action(async (options: ExportOptions) => {
    const selection = selectionOf(options);
    const { store, access } = await sitDown(options);
    const holding = activeOf(await store.of(selection), new Date().toISOString());
    if (!holding) throw new CannotStart(`No ${selection.profile.id} is in use here.`);
    const folder = resolve(options.out);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const key = join(folder, 'key.pem');
    await writeFile(key, await store.keys.export(holding.keyId), { mode: 0o600 });
    await chmod(key, 0o600); // a file that was there keeps its mode otherwise
    await writeFile(join(folder, 'certificate.pem'), bundleOf(holding.issued ?? { kid: '', jwksUri: '' }));
    await writeFile(
      join(folder, 'anchors.pem'),
      await access.text(`/pki/${selection.environment}/anchors.pem`),
    );
    const warning = 'key.pem is in clear: let nobody but the server read it';
    await record(command, store, 'cert export', { ...factsOf(holding), folder, warning });
  });
};
