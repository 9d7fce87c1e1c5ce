import { decrypt, encrypt } from './authenticated-encryption.js';
import { deriveKey } from './derive-key.js';
import { fromBase64url } from '../base64url.js';
import { sha256Base64url } from '../hash.js';
import { trust } from '../untrusted.js';

/**
 * The key that wraps data keys and private signing keys (32 bytes each; AES-256-GCM, the key's id as AAD).
 * The first key wraps; the others are former ones that still unwrap, so a key is rotated by putting a new one in front.
 */
export class KeyEncryptionKey {
  /** Names the key that wraps now; store it with what was wrapped. */
  readonly id: string;
  private readonly keys: ReadonlyMap<string, Uint8Array>;

  constructor(current: Uint8Array, ...former: readonly Uint8Array[]) {
    this.id = idOf(current);
    this.keys = new Map([current, ...former].map((key) => [idOf(key), key]));
  }

  /** Reads base64url keys separated by commas, the present one first. Throws an Error with a message for people. */
  static parse(text: string): KeyEncryptionKey {
    const [current, ...former] = text.split(',').map((part) => readKey(part.trim()));
    return new KeyEncryptionKey(current!, ...former);
  }

  wrap(key: Uint8Array): Uint8Array {
    return encrypt(this.keys.get(this.id)!, `kek:${this.id}`, key);
  }

  /** `kid` is the `id` of the key that wrapped. Throws `Untrusted('unknown-key-encryption-key' | 'not-authentic')`. */
  unwrap(wrapped: Uint8Array, kid: string): Uint8Array {
    const key = this.keys.get(kid);
    trust(key, 'unknown-key-encryption-key');
    return decrypt(key, `kek:${kid}`, wrapped);
  }

  /** Keys of 32 bytes for a purpose of its own, from the present key and, behind it, from former ones: the same in every process. */
  derive(purpose: string): readonly Uint8Array[] {
    return [...this.keys.values()].map((key) => deriveKey(key, `key-encryption-key:${purpose}`));
  }
}

// The id is a fingerprint, so that it can neither be forgotten nor given twice.
const idOf = (key: Uint8Array): string => {
  if (key.byteLength !== 32) throw new RangeError('a key-encryption key has 32 bytes');
  return sha256Base64url(Buffer.concat([Buffer.from('assent key-encryption key id'), key])).slice(0, 16);
};

const readKey = (text: string): Uint8Array => {
  if (!/^[\w-]{43}$/.test(text))
    throw new Error('a key-encryption key is 32 bytes as 43 base64url characters');
  return fromBase64url(text);
};
