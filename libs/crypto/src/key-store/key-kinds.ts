import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { assertStrongKey } from '../x509/certificate/public-key.js';
import { Untrusted } from '../untrusted.js';

/** Kinds of keys that are made here: for signatures, for TLS, and (X25519, RSA, P-256) for encryption. */
export type KeyKind = 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'p-256' | 'p-384' | 'ed25519' | 'x25519';

const generate = promisify(generateKeyPair) as (
  type: string,
  options: object,
) => Promise<{ publicKey: KeyObject; privateKey: KeyObject }>;

const recipes: Readonly<Record<KeyKind, () => Promise<{ privateKey: KeyObject }>>> = {
  'rsa-2048': () => generate('rsa', { modulusLength: 2048 }),
  'rsa-3072': () => generate('rsa', { modulusLength: 3072 }),
  'rsa-4096': () => generate('rsa', { modulusLength: 4096 }),
  'p-256': () => generate('ec', { namedCurve: 'P-256' }),
  'p-384': () => generate('ec', { namedCurve: 'P-384' }),
  ed25519: () => generate('ed25519', {}),
  x25519: () => generate('x25519', {}),
};

/** A new private key; RSA is made in a thread of its own. */
export const newPrivateKey = async (kind: KeyKind): Promise<KeyObject> => (await recipes[kind]()).privateKey;

/** What a key is, e.g. `rsa-2048`. Throws `Untrusted('weak-key' | 'oversized-key' | 'unsupported-key')`. */
export const kindOf = (key: KeyObject): string => {
  assertStrongKey(key);
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') return `rsa-${modulusLength}`;
  if (key.asymmetricKeyType === 'ec') return namedCurve === 'secp384r1' ? 'p-384' : 'p-256';
  if (key.asymmetricKeyType === undefined) throw new Untrusted('unsupported-key');
  return key.asymmetricKeyType;
};
