import { constantTimeEqual } from '../constant-time.js';
import { assertClaims } from '../jwt/claim-checks.js';
import type { Claims } from '../jwt/jwt.js';
import { trust } from '../untrusted.js';
import type { PresentationPolicy } from './presentation-policy.js';

/** Holds a proof of the holder against what was asked. Throws `Untrusted('wrong-nonce')`, and as `assertClaims` does. */
export const assertAskedFor = (
  claims: Claims,
  { now, audiences, nonce, maxAge = 300 }: PresentationPolicy,
): void => {
  trust(typeof claims['nonce'] === 'string' && constantTimeEqual(claims['nonce'], nonce), 'wrong-nonce');
  assertClaims(claims, { now, audiences, maxAge });
};
