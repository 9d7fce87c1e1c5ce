import type { Claims } from './jwt.js';
import { trust } from './untrusted.js';

/** What a verifier expects of the registered claims (RFC 7519 §4.1); what is left out is not checked, but times always are. */
export interface ClaimRules {
  readonly now: Date;
  readonly issuer?: string;
  /** `aud` must have one of these. */
  readonly audiences?: readonly string[];
  /** Seconds two clocks may differ; 10 unless said otherwise. */
  readonly tolerance?: number;
  /** `exp` is required and at most so many seconds ahead of now. */
  readonly maxSecondsToExpiry?: number;
  /** `iat`, if there, is at most so many seconds ago. */
  readonly maxAge?: number;
}

/** Throws `Untrusted('wrong-issuer' | 'wrong-audience' | 'expired' | 'not-yet-valid' | 'lives-too-long' | 'too-old' | 'missing-claim')`. */
export const assertClaims = (claims: Claims, rules: ClaimRules): void => {
  if (rules.issuer !== undefined) trust(claims.iss === rules.issuer, 'wrong-issuer');
  if (rules.audiences) assertAudience(claims, rules.audiences);
  assertTimes(claims, rules);
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
  if (nbf !== undefined) trust(nbf <= now + tolerance, 'not-yet-valid');
  if (iat !== undefined) trust(iat <= now + tolerance, 'not-yet-valid');
  if (maxSecondsToExpiry !== undefined) {
    trust(exp !== undefined, 'missing-claim');
    trust(exp <= now + maxSecondsToExpiry + tolerance, 'lives-too-long');
  }
  if (maxAge !== undefined && iat !== undefined) trust(now - iat <= maxAge + tolerance, 'too-old');
};
