import { createPrivateKey, type KeyObject } from 'node:crypto';
import { fromBase64url, type KeyEncryptionKey, newDataKey, seal, toBase64url, unseal } from '#crypto';
import type { SealedKey, StoredAuthority } from './authority.decider.js';

/** Encrypts a private key under a data key of its own, bound to the certificate of the authority. */
export const sealAuthorityKey = (
  privateKey: KeyObject,
  certificateId: string,
  keyEncryptionKey: KeyEncryptionKey,
): SealedKey => {
  const dataKey = newDataKey();
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  try {
    return {
      sealed: seal(dataKey, aadOf(certificateId), pkcs8.toString('base64url')),
      wrapped: toBase64url(keyEncryptionKey.wrap(dataKey)),
      kek: keyEncryptionKey.id,
    };
  } finally {
    pkcs8.fill(0);
    dataKey.fill(0);
  }
};

/** Opens it for signing. Throws `Untrusted` for another key-encryption key, or a row that somebody changed. */
export const openAuthorityKey = (
  { privateKey: { sealed, wrapped, kek } }: StoredAuthority,
  certificateId: string,
  keyEncryptionKey: KeyEncryptionKey,
): KeyObject => {
  const dataKey = keyEncryptionKey.unwrap(fromBase64url(wrapped), kek);
  const pkcs8 = unseal(dataKey, aadOf(certificateId), sealed) as string;
  return createPrivateKey({ key: Buffer.from(pkcs8, 'base64url'), format: 'der', type: 'pkcs8' });
};

const aadOf = (certificateId: string): string => `certification-authority:${certificateId}`;
