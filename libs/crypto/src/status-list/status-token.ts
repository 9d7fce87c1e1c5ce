import { assertClaims } from '../jwt/claim-checks.js';
import { jwtKinds } from '../jwt/jwt-kinds.js';
import { assertKind, readClaims } from '../jwt/jwt.js';
import { signatureAlgorithms } from '../jws/algorithms.js';
import { type FindKey, verifyJws } from '../jws/jws.js';
import { parseJws } from '../jws/jws-format.js';
import { trust } from '../untrusted.js';
import { isObject } from '../credentials/json-checks.js';
import { StatusList, statusValues } from './status-list.js';

/** What a relying party expects of a Status List Token. */
export interface StatusTokenPolicy {
  readonly now: Date;
  /** The `uri` of the credential's reference: the token's `sub` is the same. */
  readonly uri: string;
  /** Keys of the issuer of the credential, for assertions. */
  readonly key: FindKey;
  readonly algorithms?: readonly string[];
}

/** A Status List Token that was verified. */
export interface VerifiedStatusList {
  readonly list: StatusList;
  /** Seconds since the epoch. */
  readonly issuedAt: number;
  readonly expiresAt?: number;
  /** Seconds for which a copy may be used before it is fetched anew, where it says. */
  readonly ttl?: number;
}

/** Longest Status List Token that is read, characters: 2^20 entries of 8 random bits, twice in base64url, and some. */
export const STATUS_TOKEN_MAX = 2_000_000;

/**
 * Verifies a Status List Token (Token Status List §5.1, §8.3).
 * Throws `Untrusted` as `verifyJwt` and `assertClaims`, and `status-list-of-another-uri`, `status-list-malformed`,
 * `status-list-oversized`.
 */
export const verifyStatusToken = async (
  token: string,
  { now, uri, key, algorithms = signatureAlgorithms }: StatusTokenPolicy,
): Promise<VerifiedStatusList> => {
  const parsed = parseJws(token, { maxCharacters: STATUS_TOKEN_MAX });
  await verifyJws(parsed, { key, algorithms });
  const claims = readClaims(parsed.payload);
  assertKind(parsed.header, claims, jwtKinds.statusList);
  trust(claims.sub === uri, 'status-list-of-another-uri');
  assertClaims(claims, { now });
  const { status_list: list, ttl, iat, exp } = claims as Record<string, unknown>;
  trust(isObject(list), 'status-list-malformed');
  trust(ttl === undefined || (Number.isFinite(ttl) && (ttl as number) > 0), 'status-list-malformed');
  return {
    list: StatusList.decode(list['bits'], list['lst']),
    issuedAt: iat as number,
    ...(exp !== undefined && { expiresAt: exp as number }),
    ...(ttl !== undefined && { ttl: ttl as number }),
  };
};

/** Lets a credential pass whose status is VALID. Throws `Untrusted('status-invalid' | 'status-suspended' | 'status-unknown')`. */
export const assertValid = (status: number): void => {
  trust(status !== statusValues.INVALID, 'status-invalid');
  trust(status !== statusValues.SUSPENDED, 'status-suspended');
  trust(status === statusValues.VALID, 'status-unknown');
};
