import { type JwsPolicy, type VerifiedJws, verifyJws } from '../jws/jws.js';
import type { DistinguishedName } from '../x509/names/distinguished-name.js';
import { CLOCK_SKEW, isIssuer } from '../jwt/claim-checks.js';
import { signDetached } from '../jws/detached-jws.js';
import { parseDetachedJws } from '../jws/jws-format.js';
import type { SigningKey } from '../jwk/signing-key.js';
import { trust } from '../untrusted.js';

const [IAT, ISS, TAN] = ['iat', 'iss', 'tan'].map((name) => `http://openbanking.org.uk/${name}`) as [
  string,
  string,
  string,
];

/** What Open Banking UK puts into the header of a detached signature (Read-Write API Profile 3.1.4 and later). */
export interface OpenBankingFacts {
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** `{organisation}/{software}` of a third party, `{organisation}` of a bank; the subject DN where a certificate signs. */
  readonly issuer: string;
  /** Domain of the trust anchor that publishes the key. */
  readonly trustAnchor: string;
}

/** What a verifier expects of it. */
export interface OpenBankingPolicy extends JwsPolicy {
  readonly now: Date;
  /** Left out where the certificate of the key says whom it names (`assertCertified`). */
  readonly issuer?: string | DistinguishedName;
  readonly trustAnchors: readonly string[];
  /** Seconds that a signature is good for. */
  readonly maxAge: number;
  /** Whether a body may have been signed as it stands, `b64: false`, as up to version 3.1.3 of the profile. */
  readonly unencoded?: boolean;
}

/** Signs a body for `x-jws-signature` in the form of Open Banking UK; with `unencoded` as up to version 3.1.3. */
export const signOpenBanking = (
  key: SigningKey,
  { issuedAt, issuer, trustAnchor }: OpenBankingFacts,
  body: string | Uint8Array,
  { unencoded = false } = {},
): Promise<string> =>
  signDetached(
    key,
    {
      typ: 'JOSE',
      cty: 'application/json',
      ...(unencoded && { b64: false }),
      [IAT]: issuedAt,
      [ISS]: issuer,
      [TAN]: trustAnchor,
      crit: [...(unencoded ? ['b64'] : []), IAT, ISS, TAN],
    },
    body,
  );

/**
 * Verifies `x-jws-signature` in the form of Open Banking UK: header first, then the signature.
 * Throws as `verifyDetached`, and `Untrusted('wrong-kind' | 'missing-claim' | 'malformed-claims' | 'wrong-issuer' |
 * 'wrong-trust-anchor' | 'not-yet-valid' | 'too-old')`.
 */
export const verifyOpenBanking = async (
  signature: string,
  body: string | Uint8Array,
  policy: OpenBankingPolicy,
): Promise<VerifiedJws & { readonly facts: OpenBankingFacts }> => {
  const crit = [...(policy.unencoded ? ['b64'] : []), IAT, ISS, TAN];
  const jws = parseDetachedJws(signature, body, { ...policy, crit });
  const { typ = 'JOSE', cty = 'json', crit: critical = [] } = jws.header;
  trust(typ === 'JOSE' && ['json', 'application/json'].includes(cty), 'wrong-kind');
  // All three are critical: a verifier that does not know them must refuse, or they would prove nothing.
  trust(
    [IAT, ISS, TAN].every((name) => critical.includes(name)),
    'missing-claim',
  );
  const facts = factsOf(jws.header);
  assertFacts(facts, policy);
  return { ...(await verifyJws(jws, policy)), facts };
};

const factsOf = (header: Readonly<Record<string, unknown>>): OpenBankingFacts => {
  const { [IAT]: issuedAt, [ISS]: issuer, [TAN]: trustAnchor } = header;
  trust(Number.isSafeInteger(issuedAt), 'malformed-claims');
  trust(typeof issuer === 'string' && typeof trustAnchor === 'string', 'malformed-claims');
  return { issuedAt: issuedAt as number, issuer, trustAnchor };
};

const assertFacts = (
  facts: OpenBankingFacts,
  { now, issuer, trustAnchors, maxAge }: OpenBankingPolicy,
): void => {
  const age = now.getTime() / 1000 - facts.issuedAt;
  trust(issuer === undefined || isIssuer(facts.issuer, issuer), 'wrong-issuer');
  trust(trustAnchors.includes(facts.trustAnchor), 'wrong-trust-anchor');
  trust(age >= -CLOCK_SKEW, 'not-yet-valid');
  trust(age <= maxAge, 'too-old');
};
