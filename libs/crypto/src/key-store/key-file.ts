import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { opaqueId } from '../random.js';
import { Untrusted, trust } from '../untrusted.js';
import type { PublicJwk } from '../jwk/jwk-checks.js';

/** A private key as it lies on disk: what may be known of it, and the rest sealed. */
export interface KeyFile {
  readonly version: 1;
  /** Thumbprint of the key (RFC 7638). */
  readonly id: string;
  /** What people call it, e.g. `Sig2`. */
  readonly label: string;
  readonly kind: string;
  readonly publicJwk: PublicJwk;
  /** RFC 3339. */
  readonly createdAt: string;
  /** The data key that PKCS #8 is sealed under, itself wrapped; base64url. */
  readonly dataKey: { readonly keyId: string; readonly wrapped: string };
  /** `iv | ciphertext | tag` of PKCS #8 (AES-256-GCM), base64url. */
  readonly sealed: string;
}

const SUFFIX = '.key.json';
const ID = /^[\w-]{43}$/;

const pathOf = (folder: string, id: string): string => {
  // An id becomes a file name: nothing else may.
  trust(ID.test(id), 'unknown-key');
  return join(folder, `${id}${SUFFIX}`);
};

/** Puts a file there whole or not at all: readable by its owner alone, on the disk before it has its name. */
export const writeKeyFile = async (folder: string, file: KeyFile): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = pathOf(folder, file.id);
  const draft = `${path}.${opaqueId(6)}.draft`;
  try {
    await flush(draft, `${JSON.stringify(file, undefined, 2)}\n`);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
};

const flush = async (path: string, text: string): Promise<void> => {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Throws `Untrusted('unknown-key' | 'malformed-key-file')`. */
export const readKeyFile = async (folder: string, id: string): Promise<KeyFile> => {
  const text = await readFile(pathOf(folder, id), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Untrusted('unknown-key') : error;
  });
  const file = parseKeyFile(text);
  trust(file.id === id, 'malformed-key-file');
  return file;
};

/** Ids of all keys in a folder; none where there is no folder. */
export const keyFileIds = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const ids = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));
  return ids.filter((id) => ID.test(id)).toSorted();
};

export const removeKeyFile = (folder: string, id: string): Promise<void> =>
  rm(pathOf(folder, id), { force: true });

const parseKeyFile = (text: string): KeyFile => {
  let file: Partial<KeyFile> | null;
  try {
    file = JSON.parse(text) as Partial<KeyFile> | null;
  } catch {
    throw new Untrusted('malformed-key-file');
  }
  const texts = [file?.id, file?.label, file?.kind, file?.createdAt, file?.sealed];
  const wrapped = [file?.dataKey?.keyId, file?.dataKey?.wrapped];
  const whole = [...texts, ...wrapped].every((member) => typeof member === 'string');
  trust(whole && file?.version === 1 && typeof file.publicJwk === 'object', 'malformed-key-file');
  return file as KeyFile;
};
