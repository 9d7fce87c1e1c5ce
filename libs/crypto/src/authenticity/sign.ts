import type { SigningKey } from '../jwk/signing-key.js';
import { type Claims, signJwt } from '../jwt/jwt.js';

/** Signs a JWT of a `typ`, wherever the key is; gives the compact JWT and the `kid`. */
export type Sign = (typ: string, claims: Claims) => Promise<{ readonly jwt: string; readonly kid: string }>;

/** Signs with a key at hand. */
export const signWith =
  (key: SigningKey): Sign =>
  async (typ, claims) => ({ jwt: await signJwt(key, typ, claims), kid: key.kid });
