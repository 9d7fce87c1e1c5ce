import { CompactEncrypt, type CompactJWEHeaderParameters } from 'jose';
import {
  type ContentEncryption,
  contentEncryptions,
  type EncryptionKeyType,
  encryptionKeyTypesOf,
  keyManagements,
  type KeyManagement,
} from './jwe-algorithms.js';
import type { JwePolicy } from './jwe.js';
import { DecryptionKeySet } from '../jwk/decryption-keys.js';
import {
  type EncryptionKeyPair,
  generateEncryptionKey,
  importDecryptionKey,
  importRecipient,
  type Recipient,
} from '../jwk/encryption-key.js';
import { KeySet } from '../jwk/key-set.js';

export const encryptionKeyTypes: readonly EncryptionKeyType[] = ['RSA', 'P-256', 'X25519'];

/** Every way to encrypt that there is here. */
export const suites: readonly (readonly [KeyManagement, EncryptionKeyType, ContentEncryption])[] =
  keyManagements.flatMap((alg) =>
    encryptionKeyTypesOf(alg).flatMap((type) => contentEncryptions.map((enc) => [alg, type, enc] as const)),
  );

/** A party with one key of each type, for specs. */
export const makeReader = async () => {
  const pairs = {} as Record<EncryptionKeyType, EncryptionKeyPair>;
  for (const type of encryptionKeyTypes) pairs[type] = await generateEncryptionKey(type);
  const all = Object.values(pairs);
  const keys = new DecryptionKeySet(
    await Promise.all(all.map(({ privateJwk }) => importDecryptionKey(privateJwk))),
  );
  const recipient = (type: EncryptionKeyType, alg = encryptionAlg(type)): Promise<Recipient> =>
    importRecipient(pairs[type].publicJwk, alg);
  return { pairs, keys, recipient, set: KeySet.of({ keys: all.map(({ publicJwk }) => publicJwk) }) };
};

const encryptionAlg = (type: EncryptionKeyType): KeyManagement =>
  type === 'RSA' ? 'RSA-OAEP-256' : 'ECDH-ES+A256KW';

/** Accepts what was encrypted to some keys. */
export const openerOf = (keys: DecryptionKeySet, more: Partial<JwePolicy> = {}): JwePolicy => ({
  key: (header) => keys.find(header),
  algorithms: keyManagements,
  encryptions: contentEncryptions,
  ...more,
});

/** What somebody else makes with jose alone, the header as it is given. */
export const foreignJwe = (
  { publicKey }: Recipient,
  header: CompactJWEHeaderParameters,
  plaintext = '{"a":1}',
): Promise<string> =>
  new CompactEncrypt(Buffer.from(plaintext)).setProtectedHeader(header).encrypt(publicKey);

/** The same JWE with other parts. */
export const withParts = (jwe: string, change: Readonly<Record<number, (part: string) => string>>): string =>
  jwe
    .split('.')
    .map((part, index) => change[index]?.(part) ?? part)
    .join('.');

/** One bit of what a base64url text stands for, changed. */
export const flipped = (part: string, bit = 0): string => {
  const bytes = Buffer.from(part, 'base64url');
  bytes[bit >> 3]! ^= 0x80 >> (bit & 7);
  return bytes.toString('base64url');
};
