import type { JWK } from 'jose';
import { encryptionKeyTypeOf, encryptionKeyTypesOf } from '../jwe/jwe-algorithms.js';
import { keyTypeOf } from '../jws/algorithms.js';
import { fromBase64url } from '../base64url.js';
import { trust } from '../untrusted.js';

/** A public key as JSON (RFC 7517). */
export type PublicJwk = Readonly<JWK>;

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/** Whoever publishes a private or symmetric key has lost it. Throws `Untrusted('private-key-published')`. */
export const assertPublic = (jwk: PublicJwk): void => {
  trust(isPublic(jwk), 'private-key-published');
};

/** Whether there is nothing private or symmetric in a key. */
export const isPublic = (jwk: PublicJwk): boolean =>
  jwk.kty !== 'oct' && !PRIVATE_MEMBERS.some((member) => member in jwk);

/** Only the members that make a public key: `ext`, `key_ops` and certificates of others steer nothing here. */
export const publicMembers = ({ kty, n, e, crv, x, y }: PublicJwk): JWK =>
  Object.fromEntries(Object.entries({ kty, crv, n, e, x, y }).filter(([, value]) => value !== undefined));

/** Whether two are the same public key, whatever else is said about them. */
export const isSameKey = (one: PublicJwk, other: PublicJwk): boolean =>
  (['kty', 'crv', 'n', 'e', 'x', 'y'] as const).every((member) => one[member] === other[member]);

/**
 * Whether a key may verify signatures of an algorithm: its kind, its declared purpose (RFC 7517 §4.2–4.4), its strength.
 * Throws `Untrusted('wrong-key-type' | 'wrong-key-use' | 'weak-key')`.
 */
export const assertVerifies = (jwk: PublicJwk, alg: string): void => {
  const needed = keyTypeOf(alg);
  trust(needed && jwk.kty === needed.kty && jwk.crv === needed.crv, 'wrong-key-type');
  trust(jwk.alg === undefined || sameAlgorithm(jwk.alg, alg), 'wrong-key-use');
  trust(jwk.use === undefined || jwk.use === 'sig', 'wrong-key-use');
  trust(jwk.key_ops === undefined || isList(jwk.key_ops, 'verify'), 'wrong-key-use');
  assertStrong(jwk);
};

/**
 * Whether a key is one that something may be encrypted to by an algorithm. It has to say so, by `use`, `key_ops` or `alg`:
 * a key that says nothing is one for signatures (OIDC Core §10.2 asks for `use` where a set has both kinds), and so is one
 * that would do both.
 */
export const isForEncryption = (jwk: PublicJwk, alg: string): boolean => {
  const type = encryptionKeyTypeOf(jwk);
  if (!type || !encryptionKeyTypesOf(alg).includes(type)) return false;
  if (jwk.alg !== undefined && jwk.alg !== alg) return false;
  if (jwk.use !== undefined && jwk.use !== 'enc') return false;
  if (jwk.key_ops !== undefined && !isOperations(jwk.key_ops)) return false;
  return (jwk.use ?? jwk.key_ops ?? jwk.alg) !== undefined;
};

/** RFC 7517 §4.3: what a key for encryption may be used for; nothing of signatures among it. */
const ENCRYPTING = new Set<unknown>([
  'encrypt',
  'decrypt',
  'wrapKey',
  'unwrapKey',
  'deriveKey',
  'deriveBits',
]);

const isOperations = (operations: unknown): boolean =>
  Array.isArray(operations) && operations.length > 0 && operations.every((one) => ENCRYPTING.has(one));

/** RFC 7518 §3.3, §3.5, §4.3: RSA of 2048 bits or more; above 8192 every use costs too much, a tiny exponent is a known weakness. */
export const assertStrong = ({ kty, n, e }: PublicJwk): void => {
  if (kty !== 'RSA') return;
  trust(typeof n === 'string' && typeof e === 'string', 'weak-key');
  trust(bitLength(fromBase64url(n)) >= 2048 && n.length <= 1366, 'weak-key');
  const exponent = fromBase64url(e);
  trust(exponent.length <= 8 && bitLength(exponent) >= 17 && exponent.at(-1)! % 2 === 1, 'weak-key');
};

const bitLength = (bytes: Uint8Array): number => {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first === -1 ? 0 : (bytes.length - first) * 8 - Math.clz32(bytes[first]!) + 24;
};

const isList = (value: unknown, member: string): boolean => Array.isArray(value) && value.includes(member);

const sameAlgorithm = (a: string, b: string): boolean =>
  a === b || (keyTypeOf(a)?.crv === 'Ed25519' && keyTypeOf(b)?.crv === 'Ed25519');
