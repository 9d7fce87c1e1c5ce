import { contentEncryptions, keyManagements } from '#crypto';
import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/**
 * RFC 7591 §2 and OIDC Registration §2: what is encrypted, and how. `enc` without `alg` means nothing, and `alg` without
 * `enc` would mean A128CBC-HS256, which is not offered: MEF 128 R57 wants one of those that are recommended or required.
 */
export const encryptionIsComplete: MetadataCheck = (metadata) => {
  assertPair(metadata.requestObjectEncryptionAlg, metadata.requestObjectEncryptionEnc);
  assertPair(metadata.idTokenEncryptedResponseAlg, metadata.idTokenEncryptedResponseEnc);
};

const assertPair = (alg: string | undefined, enc: string | undefined): void => {
  if ((alg === undefined) !== (enc === undefined)) throw new Refused('encryption-incomplete');
  if (alg === undefined || enc === undefined) return;
  if (!isOne(alg, keyManagements) || !isOne(enc, contentEncryptions))
    throw new Refused('encryption-not-offered');
};

const isOne = (value: string, offered: readonly string[]): boolean => offered.includes(value);
