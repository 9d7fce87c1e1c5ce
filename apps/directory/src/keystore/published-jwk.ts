import { encryptionAlgorithms } from '../certificates/encryption-key.js';
import type { Certificate } from '../certificates/certificate.decider.js';
import { profileOf } from '../certificates/profiles.js';
import { revocationOf } from '../authorities/revocation-reasons.js';

/** A key as a JWK set shows it. */
export type PublishedJwk = Readonly<Record<string, unknown>>;

/** What a certificate does not say of itself. */
export interface Surroundings {
  /** Base64 of the issuing authority's DER; undefined where that is not known. */
  readonly issuer: string | undefined;
  /** Where the certificate is, PEM. */
  readonly address: string;
}

const signatureAlgorithms: Readonly<Record<string, string>> = {
  RSA: 'PS256',
  'P-256': 'ES256',
  Ed25519: 'EdDSA',
};

/**
 * A certified key (RFC 7517 §4): `kid` is `x5t#S256`, so that a header names a certificate and not only a key (MEF 128 R46).
 * Keys for TLS have `use: "tls"`, as open banking directories write it: no library takes them for signatures.
 */
export const jwkOfCertificate = (
  certificate: Certificate,
  { issuer, address }: Surroundings,
): PublishedJwk => {
  const { certificateId, jwk, der, subject } = certificate;
  return {
    ...jwk,
    ...purposeOf(certificate),
    kid: certificateId,
    x5c: [der, ...(issuer === undefined ? [] : [issuer])],
    'x5t#S256': certificateId,
    x5u: address,
    // UAE: the distinguished name, so that whoever pins by it need not read the certificate.
    x5dn: subject,
  };
};

/** The same for the set of revoked keys, with since when and why (OpenID Federation 1.0, historical keys). */
export const revokedJwk = (certificate: Certificate, surroundings: Surroundings): PublishedJwk => {
  const revocation = revocationOf(certificate);
  const jwk = jwkOfCertificate(certificate, surroundings);
  if (revocation.status !== 'revoked') return jwk;
  const revoked_at = Math.floor(revocation.revokedAt.getTime() / 1000);
  return { ...jwk, revoked: { revoked_at, reason: revocation.reason } };
};

const purposeOf = ({ profile, jwk }: Certificate): PublishedJwk => {
  const type = jwk['crv'] ?? jwk['kty'] ?? '';
  const use = profileOf(profile)?.use;
  if (use === 'signing') return { use: 'sig', alg: signatureAlgorithms[type] };
  if (use === 'encryption') return { use: 'enc', alg: encryptionAlgorithms[type] };
  return { use: 'tls' };
};
