import { isLei } from './lei.js';
import { assertPublic, type PublicJwk } from '../jwk/jwk-checks.js';
import { type Claims } from '../jwt/jwt.js';
import { CLOCK_SKEW } from '../jwt/claim-checks.js';
import { trust } from '../untrusted.js';
import { isObject } from './json-checks.js';

interface LegalEntityFacts {
  readonly lei: string;
  readonly legalName?: string;
  readonly mayIssue: boolean;
}

/** What is stated of a Legal Entity. Throws `Untrusted('lei-missing' | 'lei-invalid' | 'malformed-claims')`. */
export const legalEntityOf = (facts: Readonly<Record<string, unknown>>): LegalEntityFacts => {
  const { lei, legalName, mayIssue } = facts;
  trust(lei !== undefined, 'lei-missing');
  trust(typeof lei === 'string' && isLei(lei), 'lei-invalid');
  trust(
    legalName === undefined || (typeof legalName === 'string' && legalName.length <= 255),
    'malformed-claims',
  );
  return { lei, mayIssue: mayIssue === true, ...(typeof legalName === 'string' && { legalName }) };
};

/** The key of the holder in `cnf` (RFC 7800 §3.2). Throws `Untrusted('cnf-malformed' | 'private-key-published')`. */
export const holderKeyOf = ({ cnf }: Claims): PublicJwk | undefined => {
  if (cnf === undefined) return undefined;
  trust(isObject(cnf) && isObject(cnf['jwk']), 'cnf-malformed');
  const jwk = cnf['jwk'] as PublicJwk;
  assertPublic(jwk);
  return jwk;
};

/** The times of VC Data Model 2.0 §4.9, beside those of the JWT. Throws `Untrusted('malformed-claims' | 'not-yet-valid' | 'expired')`. */
export const assertValidity = (validFrom: unknown, validUntil: unknown, now: Date): void => {
  if (validFrom !== undefined)
    trust(instant(validFrom) <= now.getTime() + CLOCK_SKEW * 1000, 'not-yet-valid');
  if (validUntil !== undefined) trust(now.getTime() < instant(validUntil) + 10_000, 'expired');
};

// VC Data Model 2.0 §4.9: dateTimeStamp of XML Schema, so the time zone is there.
const dateTimeStamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

const instant = (value: unknown): number => {
  trust(typeof value === 'string' && dateTimeStamp.test(value), 'malformed-claims');
  const time = Date.parse(value);
  trust(Number.isFinite(time), 'malformed-claims');
  return time;
};
