import type { JWTPayload } from 'jose';
import { parseObject } from '../jose-header.js';
import { type JwsPolicy, signJws, verifyJws } from '../jws/jws.js';
import type { JwsHeader, UnverifiedJws } from '../jws/jws-format.js';
import { type JwtKind, normalTyp } from './jwt-kinds.js';
import type { SigningKey } from '../jwk/signing-key.js';
import { trust } from '../untrusted.js';

/** The claims of a JWT (RFC 7519 §4), the registered ones of the right type. */
export type Claims = Readonly<JWTPayload>;

/** A JWT whose signature and kind are good; its issuer, audience and times are still to be checked (`assertClaims`). */
export interface VerifiedToken {
  readonly header: JwsHeader;
  readonly claims: Claims;
}

/** Signs a JWT with a `typ` of one of our kinds (see `jwtKinds`). */
export const signJwt = (key: SigningKey, typ: string, claims: Claims): Promise<string> =>
  signJws(key, { typ }, JSON.stringify(claims));

/** Verifies signature and kind. Throws as `verifyJws`, and `Untrusted('wrong-kind' | 'malformed-claims' | 'missing-claim')`. */
export const verifyJwt = async (
  jwt: string | UnverifiedJws,
  policy: JwsPolicy,
  kind: JwtKind,
): Promise<VerifiedToken> => {
  const { header, payload } = await verifyJws(jwt, policy);
  const claims = readClaims(payload);
  assertKind(header, claims, kind);
  return { header, claims };
};

/** Claims from a payload. Throws `Untrusted('malformed-claims')`. */
export const readClaims = (payload: Uint8Array): Claims => {
  const claims = parseObject(payload, 'malformed-claims');
  for (const [name, isRight] of registered)
    trust(!Object.hasOwn(claims, name) || isRight(claims[name]), 'malformed-claims');
  return claims;
};

/** Holds a JWT against its kind (RFC 8725 §3.11–3.12). Throws `Untrusted('wrong-kind' | 'missing-claim')`. */
export const assertKind = (header: JwsHeader, claims: Claims, kind: JwtKind): void => {
  trust(kind.accepted.includes(normalTyp(header.typ)), 'wrong-kind');
  trust(!kind.foreign.some((name) => Object.hasOwn(claims, name)), 'wrong-kind');
  trust(
    kind.required.every((name) => Object.hasOwn(claims, name)),
    'missing-claim',
  );
};

const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 0;
const isTime = (value: unknown): boolean => Number.isFinite(value) && (value as number) >= 0;
const isAudience = (value: unknown): boolean =>
  isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText));

const registered: readonly (readonly [string, (value: unknown) => boolean])[] = [
  ['iss', isText],
  ['sub', isText],
  ['aud', isAudience],
  ['exp', isTime],
  ['nbf', isTime],
  ['iat', isTime],
  ['jti', isText],
];
