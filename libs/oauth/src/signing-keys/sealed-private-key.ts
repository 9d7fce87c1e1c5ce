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
import type { NewSigningKey, SealedPrivateKey, StoredSigningKey } from './signing-keys.decider.js';

/** Makes a key pair whose private half is readable only with the key-encryption key. */
export const makeSigningKey = async (
  alg: SignatureAlgorithm,
  keyEncryptionKey: KeyEncryptionKey,
): Promise<NewSigningKey> => {
  const { kid, publicJwk, privateJwk } = await generateSigningKey(alg);
  return { kid, alg, jwk: publicJwk, privateKey: sealPrivateKey(aadOf(kid), privateJwk, keyEncryptionKey) };
};

/** Opens a stored key for signing. Throws `Untrusted` when the key-encryption key is not the one, or the row was changed. */
export const openSigningKey = (
  { kid, alg, privateKey }: StoredSigningKey,
  keyEncryptionKey: KeyEncryptionKey,
): Promise<SigningKey> =>
  importSigningKey(openPrivateKey(aadOf(kid), privateKey, keyEncryptionKey), alg as SignatureAlgorithm);

const aadOf = (kid: string): string => `signing-key:${kid}`;

/** Seals a private key under a data key of its own; `aad` says which key it is, and has to be said again to open it. */
export const sealPrivateKey = (
  aad: string,
  jwk: Readonly<JWK>,
  keyEncryptionKey: KeyEncryptionKey,
): SealedPrivateKey => {
  const dataKey = newDataKey();
  return {
    sealed: seal(dataKey, aad, jwk),
    wrapped: toBase64url(keyEncryptionKey.wrap(dataKey)),
    kek: keyEncryptionKey.id,
  };
};

export const openPrivateKey = (
  aad: string,
  { sealed, wrapped, kek }: SealedPrivateKey,
  keyEncryptionKey: KeyEncryptionKey,
): JWK => unseal(keyEncryptionKey.unwrap(fromBase64url(wrapped), kek), aad, sealed) as JWK;
