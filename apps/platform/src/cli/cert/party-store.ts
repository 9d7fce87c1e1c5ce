import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { keyFileWrapping, KeyStore } from '#crypto';
import { CannotStart } from '../../start/cannot-start.js';
import { dataFolder, DataFolder } from '../../start/data-folder.js';
import type { Holding } from './holding.js';
import type { Selection } from './selection.js';

/** Where a party keeps its keys, as options and environment variables say. */
export interface StorePlaces {
  readonly store?: string;
  readonly keyFile?: string;
}

/** The keys of one party, sealed, and what became of each: which request, which certificate, in use from when. */
export class PartyStore {
  private readonly entries: DataFolder;

  private constructor(
    readonly folder: string,
    readonly keyFile: string,
    readonly keys: KeyStore,
  ) {
    this.entries = new DataFolder(join(folder, 'holdings'));
  }

  /** Opens it; a store that is not there yet is made, with a key-encryption key of its own. */
  static async open({ store, keyFile }: StorePlaces): Promise<PartyStore> {
    const folder = resolve(
      store ?? process.env.ASSENT_CERT_STORE ?? join(dataFolder(process.env), 'certificates'),
    );
    const file = resolve(keyFile ?? process.env.ASSENT_CERT_KEY_FILE ?? `${folder}.key`);
    await new DataFolder(folder).open();
    await makeKeyFile(file, folder);
    const wrapping = await keyFileWrapping(file).catch((error: Error) => {
      throw new CannotStart(`The key-encryption key ${file} cannot be read: ${error.message}`);
    });
    return new PartyStore(folder, file, new KeyStore(join(folder, 'keys'), wrapping));
  }

  /** All that is held, the newest first. */
  async holdings(): Promise<readonly Holding[]> {
    const names = await readdir(this.entries.path).catch(() => []);
    const files = names.filter((name) => name.endsWith('.json'));
    const found = await Promise.all(files.map((name) => this.entries.read<Holding>(name)));
    return found
      .filter((holding) => holding !== undefined)
      .toSorted((one, other) => other.requestedAt.localeCompare(one.requestedAt));
  }

  /** What is held of one kind of certificate. */
  async of(selection: Selection): Promise<readonly Holding[]> {
    const all = await this.holdings();
    return all.filter(
      ({ profile, environment, organisationId, softwareId }) =>
        profile === selection.profile.id &&
        environment === selection.environment &&
        organisationId === selection.organisationId &&
        softwareId === selection.softwareId,
    );
  }

  async save(holding: Holding): Promise<Holding> {
    await this.entries.open();
    await this.entries.write(`${holding.keyId}.json`, holding);
    return holding;
  }

  /** Writes something that is to be handed on, beside the keys unless said otherwise. */
  hand(name: string, text: string, where?: string): Promise<string> {
    return handOn(where ?? join(this.folder, 'handed-on', name), text);
  }
}

/** Writes a file that is no secret; answers where it is. */
export const handOn = async (path: string, text: string): Promise<string> => {
  const file = resolve(path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
};

const makeKeyFile = async (file: string, folder: string): Promise<void> => {
  const there = await readFile(file).catch(() => undefined);
  if (there !== undefined) return;
  // A store that has keys has a key-encryption key somewhere: another one would not open them.
  const keys = await readdir(join(folder, 'keys')).catch(() => []);
  if (keys.length > 0)
    throw new CannotStart(
      `${folder} holds keys, and ${file}, which opens them, is not there: name it with --key-file.`,
    );
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
};
