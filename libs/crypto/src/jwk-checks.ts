import type { JWK } from 'jose';
import { keyTypeOf } from './algorithms.js';
import { fromBase64url } from './base64url.js';
import { trust } from './untrusted.js';

/** A public key as JSON (RFC 7517). */
export type PublicJwk = Readonly<JWK>;

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/** Whoever publishes a private or symmetric key has lost it. Throws `Untrusted('private-key-published')`. */
export const assertPublic = (jwk: PublicJwk): void => {
  trust(jwk.kty !== 'oct' && !PRIVATE_MEMBERS.some((member) => member in jwk), 'private-key-published');
};

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
  if (jwk.kty === 'RSA') assertStrongRsa(jwk);
};

// RFC 7518 §3.5: 2048 bits or more; above 8192 a verification would cost too much. A tiny exponent is a known weakness.
const assertStrongRsa = ({ n, e }: PublicJwk): void => {
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
