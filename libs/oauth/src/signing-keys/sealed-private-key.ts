import {
  type KeyEncryptionKey,
  type SignatureAlgorithm,
  type SigningKey,
  fromBase64url,
  generateSigningKey,
  importSigningKey,
  newDataKey,
  seal,
  toBase64url,
  unseal,
} from '#crypto';
import type { JWK } from 'jose';
import type { NewSigningKey, StoredSigningKey } from './signing-keys.decider.js';

/** Makes a key pair whose private half is readable only with the key-encryption key. */
export const makeSigningKey = async (
  alg: SignatureAlgorithm,
  keyEncryptionKey: KeyEncryptionKey,
): Promise<NewSigningKey> => {
  const { kid, publicJwk, privateJwk } = await generateSigningKey(alg);
  const dataKey = newDataKey();
  const privateKey = {
    sealed: seal(dataKey, aadOf(kid), privateJwk),
    wrapped: toBase64url(keyEncryptionKey.wrap(dataKey)),
    kek: keyEncryptionKey.id,
  };
  return { kid, alg, jwk: publicJwk, privateKey };
};

/** Opens a stored key for signing. Throws `Untrusted` when the key-encryption key is not the one, or the row was changed. */
export const openSigningKey = (
  { kid, alg, privateKey }: StoredSigningKey,
  keyEncryptionKey: KeyEncryptionKey,
): Promise<SigningKey> => {
  const dataKey = keyEncryptionKey.unwrap(fromBase64url(privateKey.wrapped), privateKey.kek);
  const jwk = unseal(dataKey, aadOf(kid), privateKey.sealed) as JWK;
  return importSigningKey(jwk, alg as SignatureAlgorithm);
};

const aadOf = (kid: string): string => `signing-key:${kid}`;
