import { encryptJwe, decryptJwe, type FindDecryptionKey } from '../jwe/jwe.js';
import type { Recipient } from '../jwk/encryption-key.js';
import type { PublicJwk } from '../jwk/jwk-checks.js';
import { KeySet } from '../jwk/key-set.js';
import { jwkThumbprint } from '../jwk/thumbprint.js';
import { Untrusted, trust } from '../untrusted.js';
import type { Secrets } from './secrets.js';

/** Encrypts the secrets of a message to its receiver. */
export const encryptSecrets = (secrets: Secrets, receiver: Recipient): Promise<string> =>
  encryptJwe(receiver, { enc: 'A256GCM', cty: 'json' }, JSON.stringify(secrets));

/** A key that somebody wants secrets to be encrypted to. Throws `Untrusted('unusable-encryption-key')`. */
export const secretsRecipient = async (jwk: PublicJwk): Promise<Recipient> => {
  try {
    const kid = jwkThumbprint(jwk); // RFC 7638: a key that comes in a message has no other name
    return await KeySet.of({ keys: [{ use: 'enc', ...jwk, kid }] }).recipient('ECDH-ES');
  } catch {
    throw new Untrusted('unusable-encryption-key');
  }
};

/** The secrets of a message. Whatever is wrong with them, it is `Untrusted('secrets-unreadable')` and no more. */
export const decryptSecrets = async (jwe: string, key: FindDecryptionKey): Promise<Secrets> => {
  try {
    const policy = { key, algorithms: ['ECDH-ES'], encryptions: ['A256GCM'] };
    const { plaintext } = await decryptJwe(jwe, policy);
    return secretsOf(JSON.parse(plaintext.toString('utf8')));
  } catch {
    throw new Untrusted('secrets-unreadable');
  }
};

const secretsOf = (value: Partial<Secrets>): Secrets => {
  const { previous_secret, new_secret } = value;
  const names = Object.keys(value);
  trust(names.length === 2 && isSecret(previous_secret) && isSecret(new_secret), 'secrets-unreadable');
  return { previous_secret, new_secret };
};

const isSecret = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^[\w-]{43}$/.test(value) &&
  Buffer.from(value, 'base64url').toString('base64url') === value;
