import { type CryptoKey, importJWK } from 'jose';
import { assertPublic, assertVerifies, type PublicJwk } from './jwk-checks.js';
import { Untrusted, trust } from './untrusted.js';

const MAX_KEYS = 50;

/** The public keys that one party publishes (RFC 7517 §5), each checked and imported once, when it is first needed. */
export class KeySet {
  private readonly imported = new Map<string, Promise<CryptoKey>>();

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
  async find(header: { readonly alg: string; readonly kid?: string }): Promise<CryptoKey> {
    const { alg, kid } = header;
    trust(kid !== undefined, 'missing-kid'); // MEF 128 R45: a header has `alg` and `kid`.
    const jwk = this.keys.get(kid);
    trust(jwk, 'unknown-kid');
    assertVerifies(jwk, alg);
    return this.import(jwk, kid, alg);
  }

  private import(jwk: PublicJwk, kid: string, alg: string): Promise<CryptoKey> {
    const name = `${alg} ${kid}`;
    const known = this.imported.get(name);
    if (known) return known;
    const key = importPublic(jwk, alg);
    this.imported.set(name, key);
    return key;
  }
}

// Only the members that make the key: `ext`, `key_ops` and certificates of others steer nothing here.
const importPublic = async ({ kty, n, e, crv, x, y }: PublicJwk, alg: string): Promise<CryptoKey> => {
  const members = Object.entries({ kty, n, e, crv, x, y }).filter(([, value]) => value !== undefined);
  try {
    return (await importJWK(Object.fromEntries(members), alg)) as CryptoKey;
  } catch {
    throw new Untrusted('malformed-key');
  }
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
