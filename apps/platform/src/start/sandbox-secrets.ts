import { randomBytes, randomInt } from 'node:crypto';
import { Secret } from 'otpauth';
import { CannotStart } from './cannot-start.js';
import type { DataFolder } from './data-folder.js';

/** What a sandbox generates at its first start and keeps; nothing of it is a constant of the program. */
export interface SandboxSecrets {
  readonly version: 1;
  /** 32 bytes each, base64url. */
  readonly keyEncryptionKey: string;
  readonly sharedKey: string;
  /** For the audit pages. */
  readonly operatorPassword: string;
  /** The account that signs in at the consent page. */
  readonly person: SandboxPerson;
}

export interface SandboxPerson {
  readonly username: string;
  readonly password: string;
  /** Base32, for any authenticator app. */
  readonly totpSecret: string;
}

const FILE = 'secrets.json';

/** Reads the secrets of a data folder, or generates them. Throws `CannotStart` for a folder of another version. */
export const sandboxSecrets = async (folder: DataFolder): Promise<SandboxSecrets> => {
  const kept = await folder.read<SandboxSecrets>(FILE);
  if (kept === undefined) return generated(folder);
  if (kept.version === 1) return kept;
  throw new CannotStart(
    `The data folder ${folder.path} was written by another version of Assent: move it away, or set ASSENT_DATA to another one.`,
  );
};

const generated = async (folder: DataFolder): Promise<SandboxSecrets> => {
  const secrets: SandboxSecrets = {
    version: 1,
    keyEncryptionKey: randomBytes(32).toString('base64url'),
    sharedKey: randomBytes(32).toString('base64url'),
    operatorPassword: passphrase(),
    person: {
      username: `${pick(names)}.${pick(names)}${randomInt(10, 100)}`,
      password: passphrase(),
      totpSecret: new Secret({ size: 20 }).base32,
    },
  };
  await folder.write(FILE, secrets);
  return secrets;
};

const names = [
  'ada',
  'emmy',
  'grace',
  'hedy',
  'katherine',
  'lise',
  'mary',
  'noor',
  'rosa',
  'sofia',
  'tu',
  'wangari',
];

const pick = (words: readonly string[]): string => words[randomInt(words.length)] ?? '';

// 20 letters and digits that nobody mistakes for one another, about 98 bits, in groups that can be typed.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const passphrase = (): string => Array.from({ length: 4 }, () => group()).join('-');
const group = (): string => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
