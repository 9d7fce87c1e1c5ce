import { canonicalJson } from '../canonical-json.js';
import { sha256Base64url } from '../hash.js';
import type { JWK } from 'jose';
import type { PublicJwk } from './jwk-checks.js';
import { Untrusted } from '../untrusted.js';

const REQUIRED: Readonly<Record<string, readonly (keyof JWK)[]>> = {
  RSA: ['e', 'kty', 'n'],
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
};

/** SHA-256 thumbprint of a key (RFC 7638, RFC 8037 §2), base64url: the `kid` of every key that we make. */
export const jwkThumbprint = (jwk: PublicJwk): string => {
  const members = typeof jwk.kty === 'string' ? REQUIRED[jwk.kty] : undefined;
  if (!members) throw new Untrusted('wrong-key-type');
  return sha256Base64url(canonicalJson(Object.fromEntries(members.map((name) => [name, jwk[name]]))));
};
