import { readFile } from 'node:fs/promises';
import { KeyEncryptionKey } from '../sealing/key-encryption-key.js';

/** A data key that only whoever holds the key-encryption key can read. */
export interface WrappedKey {
  /** Names the key-encryption key that wrapped it. */
  readonly keyId: string;
  readonly wrapped: Uint8Array;
}

/**
 * Wraps the data keys of a key store: by a key of this process, or by a key management service that never shows its own.
 * What it cannot unwrap throws; the error says nothing of the key.
 */
export interface KeyWrapping {
  readonly wrap: (dataKey: Uint8Array) => Promise<WrappedKey>;
  readonly unwrap: (wrapped: WrappedKey) => Promise<Uint8Array>;
}

/** Wraps with a key-encryption key of this process. */
export const localKeyWrapping = (key: KeyEncryptionKey): KeyWrapping => ({
  wrap: async (dataKey) => ({ keyId: key.id, wrapped: key.wrap(dataKey) }),
  unwrap: async ({ wrapped, keyId }) => key.unwrap(wrapped, keyId),
});

/**
 * Wraps with the key in a file: 32 bytes, or base64url text as `KeyEncryptionKey.parse` reads it, former keys after a comma.
 * Throws an Error for people when the file cannot be read, or holds something else.
 */
export const keyFileWrapping = async (path: string): Promise<KeyWrapping> => {
  const bytes = await readFile(path);
  if (bytes.length === 32) return localKeyWrapping(new KeyEncryptionKey(new Uint8Array(bytes)));
  return localKeyWrapping(KeyEncryptionKey.parse(bytes.toString('latin1').trim()));
};
