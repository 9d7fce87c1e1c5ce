import type { Certificate } from '../x509/certificate/certificate.js';
import type { CertificateTrust, CertifiedBy } from './certificate-trust.js';
import { assertVerifies } from '../jwk/jwk-checks.js';
import { type Claims, readClaims } from '../jwt/jwt.js';
import { CLOCK_SKEW } from '../jwt/claim-checks.js';
import { type JwsFormat, type JwsHeader, parseJws, type UnverifiedJws } from '../jws/jws-format.js';
import { sameDn } from '../x509/names/distinguished-name.js';
import { trust } from '../untrusted.js';
import { verifyJws } from '../jws/jws.js';

/**
 * Finds a certificate by its id, in a place that is trusted to have those of the sender: its registered key set or the
 * directory's. `jku`, `x5u`, `x5c` and `jwk` of a header are never looked at (MEF 128 D7, RFC 8725 §3.10).
 */
export type FindCertificate = (id: string) => CertifiedBy | undefined | Promise<CertifiedBy | undefined>;

/** What a verifier of certified signatures accepts. */
export interface CertifiedPolicy extends JwsFormat {
  readonly certificate: FindCertificate;
  readonly certificates: CertificateTrust;
  readonly algorithms: readonly string[];
  /** Now for what has just come; for what is verified again later, the time at which it came, from a record one trusts. */
  readonly receivedAt: Date;
  /** Seconds before its receipt that a signature may have been made. */
  readonly maxAge: number;
}

/** A certified JWS that is good. */
export interface VerifiedCertified {
  readonly header: JwsHeader;
  readonly claims: Claims;
  readonly certificate: Certificate;
  readonly signedAt: Date;
}

/**
 * Verifies a JWS that was signed for keeps (MEF 128 §7.3): form, algorithm, certificate by `kid`, signature, issuer as a
 * name, signing time, and the certificate as of that time.
 * Throws `Untrusted` with the reasons of `parseJws`, `forbidden-algorithm`, `missing-kid`, `unknown-kid`, `wrong-certificate`,
 * those of `assertVerifies`, `invalid-signature`, `malformed-claims`, and those of `assertCertified`.
 */
export const verifyCertified = async (
  jws: string | UnverifiedJws,
  policy: CertifiedPolicy,
): Promise<VerifiedCertified> => {
  const unverified = typeof jws === 'string' ? parseJws(jws, policy) : jws;
  let by: CertifiedBy | undefined;
  const key = async ({ alg, kid }: JwsHeader) => {
    by = await certificateFor(kid, policy);
    assertVerifies(by.leaf.publicJwk, alg);
    return by.leaf.publicKey;
  };
  const { header, payload } = await verifyJws(unverified, { ...policy, key });
  const claims = readClaims(payload);
  const signedAt = await assertCertified(by!, claims, policy);
  return { header, claims, certificate: by!.leaf, signedAt };
};

/**
 * Whether a signature, found good, was made by whom it says, at a time when the certificate was good; gives that time.
 * Throws `Untrusted('missing-claim' | 'malformed-name' | 'wrong-issuer' | 'not-yet-valid' | 'too-old')` and the reasons of
 * `CertificateTrust.assertSigning`.
 */
export const assertCertified = async (
  by: CertifiedBy,
  { iss, iat }: Pick<Claims, 'iss' | 'iat'>,
  { certificates, receivedAt, maxAge }: Pick<CertifiedPolicy, 'certificates' | 'receivedAt' | 'maxAge'>,
): Promise<Date> => {
  trust(iss !== undefined && iat !== undefined, 'missing-claim');
  // MEF 128 R48, R61: a name has many spellings, and is compared as a name.
  trust(sameDn(by.leaf.subject, iss), 'wrong-issuer');
  const received = receivedAt.getTime() / 1000;
  trust(iat <= received + CLOCK_SKEW, 'not-yet-valid');
  trust(iat >= received - maxAge, 'too-old');
  // A clock that is ahead has signed by the time of receipt all the same.
  const signedAt = new Date(Math.min(iat, received) * 1000);
  await certificates.assertSigning(by, { signedAt, receivedAt });
  return signedAt;
};

// MEF 128 R47, D9: `kid` is the id of the certificate, SHA-256 of its DER.
const certificateFor = async (kid: string | undefined, policy: CertifiedPolicy): Promise<CertifiedBy> => {
  trust(kid !== undefined, 'missing-kid');
  const by = await policy.certificate(kid);
  trust(by, 'unknown-kid');
  trust(by.leaf.id === kid, 'wrong-certificate');
  return by;
};
