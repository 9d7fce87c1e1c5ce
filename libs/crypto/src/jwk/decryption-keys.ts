import type { DecryptionKey } from './encryption-key.js';
import { trust } from '../untrusted.js';

/** The private keys of one party, by their `kid`. */
export class DecryptionKeySet {
  private readonly keys: ReadonlyMap<string, DecryptionKey>;

  constructor(keys: readonly DecryptionKey[]) {
    this.keys = new Map(keys.map((key) => [key.kid, key]));
    trust(this.keys.size === keys.length, 'duplicate-kid');
  }

  /** The key that a header names (RFC 7516 §4.1.6). Throws `Untrusted('missing-kid' | 'unknown-kid')`. */
  find({ kid }: { readonly kid?: string }): DecryptionKey {
    trust(kid !== undefined, 'missing-kid'); // MEF 128 R52
    const key = this.keys.get(kid);
    trust(key, 'unknown-kid');
    return key;
  }
}
