import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import {
  assertPublic,
  assertStrong,
  assertVerifies,
  isForEncryption,
  type PublicJwk,
  publicMembers,
} from './jwk-checks.js';
import { importRecipient, type Recipient } from './encryption-key.js';
import { isObject } from '../jose-header.js';
import type { KeyManagement } from '../jwe/jwe-algorithms.js';
import { Untrusted, trust } from '../untrusted.js';

const MAX_KEYS = 50;

/** The public keys that one party publishes (RFC 7517 §5), each checked and imported once, when it is first needed. */
export class KeySet {
  private readonly imported = new Map<string, KeyObject>();
  private readonly recipients = new Map<string, Promise<Recipient>>();

  private constructor(private readonly keys: ReadonlyMap<string, PublicJwk>) {}

  /**
   * Reads a JWK set. Keys without a `kid` and of unknown types are passed over, as RFC 7517 §5 wants it.
   * Throws `Untrusted('malformed-jwks' | 'too-many-keys' | 'private-key-published' | 'duplicate-kid')`.
   */
  static of(jwks: unknown): KeySet {
    trust(isObject(jwks) && Array.isArray(jwks.keys) && jwks.keys.every(isObject), 'malformed-jwks');
    const all = jwks.keys as PublicJwk[];
    trust(all.length <= MAX_KEYS, 'too-many-keys');
    const keys = new Map<string, PublicJwk>();
    for (const jwk of all) {
      assertPublic(jwk);
      if (typeof jwk.kid !== 'string') continue;
      trust(!keys.has(jwk.kid), 'duplicate-kid');
      keys.set(jwk.kid, jwk);
    }
    return new KeySet(keys);
  }

  has(kid: string): boolean {
    return this.keys.has(kid);
  }

  get kids(): readonly string[] {
    return [...this.keys.keys()];
  }

  /** The key that a header names. Throws `Untrusted('missing-kid' | 'unknown-kid' | …)`, see `assertVerifies`. */
  async find(header: { readonly alg: string; readonly kid?: string }): Promise<KeyObject> {
    const { alg, kid } = header;
    trust(kid !== undefined, 'missing-kid'); // MEF 128 R45: a header has `alg` and `kid`.
    const jwk = this.keys.get(kid);
    trust(jwk, 'unknown-kid');
    assertVerifies(jwk, alg);
    return this.import(jwk, kid);
  }

  /**
   * The key that something is encrypted to by an algorithm: the first of the set that is for it.
   * Throws `Untrusted('no-encryption-key' | 'weak-key' | 'malformed-key')`.
   */
  recipient(alg: KeyManagement): Promise<Recipient> {
    const known = this.recipients.get(alg);
    if (known) return known;
    const recipient = this.importRecipient(alg);
    this.recipients.set(alg, recipient);
    return recipient;
  }

  private async importRecipient(alg: KeyManagement): Promise<Recipient> {
    const found = [...this.keys.values()].find((jwk) => isForEncryption(jwk, alg));
    trust(found, 'no-encryption-key');
    assertStrong(found);
    return importRecipient(found, alg);
  }

  private import(jwk: PublicJwk, kid: string): KeyObject {
    const known = this.imported.get(kid);
    if (known) return known;
    const key = importPublic(jwk);
    this.imported.set(kid, key);
    return key;
  }
}

const importPublic = (jwk: PublicJwk): KeyObject => {
  try {
    return createPublicKey({ key: publicMembers(jwk) as JsonWebKey, format: 'jwk' });
  } catch {
    throw new Untrusted('malformed-key');
  }
};
