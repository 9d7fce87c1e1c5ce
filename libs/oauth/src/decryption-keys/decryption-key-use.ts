import type { SigningKeyUse } from '../signing-keys/signing-key-use.js';
import type { StoredDecryptionKey } from './decryption-keys.decider.js';

/** The key of a type that is published now: one alone, so that nobody has to choose, the newest that is due. */
export const publishedKeyAt = (
  keys: readonly StoredDecryptionKey[],
  keyType: string,
  now: Date,
): StoredDecryptionKey | undefined => {
  const at = now.toISOString();
  const candidates = keys
    .filter((key) => key.keyType === keyType)
    .toSorted((a, b) => a.publishedFrom.localeCompare(b.publishedFrom));
  return candidates.findLast(({ publishedFrom }) => publishedFrom <= at) ?? candidates[0];
};

/** `pending`: decrypts already, not published yet; `active`: published; `retired`: decrypts what is still under way. */
export const decryptionUseOf = (
  key: StoredDecryptionKey,
  keys: readonly StoredDecryptionKey[],
  now: Date,
): SigningKeyUse => {
  const at = now.toISOString();
  if (key.decryptsUntil !== undefined && key.decryptsUntil <= at) return 'expired';
  if (publishedKeyAt(keys, key.keyType, now)?.kid === key.kid) return 'active';
  return key.publishedFrom > at ? 'pending' : 'retired';
};
