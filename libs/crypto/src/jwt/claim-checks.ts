import type { Claims } from './jwt.js';
import { DistinguishedName, sameDn } from '../x509/names/distinguished-name.js';
import { trust } from '../untrusted.js';

/**
 * Seconds by which the clock of an issuer may be ahead of ours: half a minute, and the time it takes to notice. FAPI 2.0
 * §5.3.2.1 wants 10 at least, and 60 never.
 */
export const CLOCK_SKEW = 45;

/** What a verifier expects of the registered claims (RFC 7519 §4.1); what is left out is not checked, but times always are. */
export interface ClaimRules {
  readonly now: Date;
  /** Compared as a name, not as a text, where it is one (MEF 128 R48). */
  readonly issuer?: string | DistinguishedName;
  /** `aud` must have one of these. */
  readonly audiences?: readonly string[];
  /** Seconds that a time may be past and still count; 10 unless said otherwise. */
  readonly tolerance?: number;
  /** `exp` is required and at most so many seconds ahead of now. */
  readonly maxSecondsToExpiry?: number;
  /** `iat`, if there, is at most so many seconds ago. */
  readonly maxAge?: number;
}

/** Throws `Untrusted('wrong-issuer' | 'wrong-audience' | 'expired' | 'not-yet-valid' | 'lives-too-long' | 'too-old' | 'missing-claim')`. */
export const assertClaims = (claims: Claims, rules: ClaimRules): void => {
  if (rules.issuer !== undefined) trust(isIssuer(claims.iss, rules.issuer), 'wrong-issuer');
  if (rules.audiences) assertAudience(claims, rules.audiences);
  assertTimes(claims, rules);
};

/** Whether a claim names an issuer. Throws `Untrusted('malformed-name')` where a name is meant and there is none. */
export const isIssuer = (claimed: unknown, issuer: string | DistinguishedName): boolean => {
  if (typeof claimed !== 'string') return false;
  return typeof issuer === 'string' ? claimed === issuer : sameDn(claimed, issuer);
};

const assertAudience = ({ aud }: Claims, audiences: readonly string[]): void => {
  trust(aud !== undefined, 'missing-claim');
  trust(
    [aud].flat().some((one) => audiences.includes(one)),
    'wrong-audience',
  );
};

const assertTimes = ({ exp, nbf, iat }: Claims, rules: ClaimRules): void => {
  const { tolerance = 10, maxSecondsToExpiry, maxAge } = rules;
  const now = rules.now.getTime() / 1000;
  if (exp !== undefined) trust(now < exp + tolerance, 'expired');
  if (nbf !== undefined) trust(nbf <= now + CLOCK_SKEW, 'not-yet-valid');
  if (iat !== undefined) trust(iat <= now + CLOCK_SKEW, 'not-yet-valid');
  if (maxSecondsToExpiry !== undefined) {
    trust(exp !== undefined, 'missing-claim');
    trust(exp <= now + maxSecondsToExpiry + tolerance, 'lives-too-long');
  }
  if (maxAge !== undefined && iat !== undefined) trust(now - iat <= maxAge + tolerance, 'too-old');
};
