import type { KindContract } from './contract.js';
import { closed, oneOf, reason, text, time, whole } from './schema-parts.js';

/** A certificate that the trust framework issued (owner: directory; stream `certificate-<x5t#S256>`). All of it is public. */
export interface PublicCertificate {
  /** `x5t#S256` of RFC 7517 §4.9: base64url SHA-256 of the DER, also the `kid` of its key. */
  readonly certificateId: string;
  /** Hexadecimal in lower case, an even number of digits. */
  readonly serial: string;
  readonly status: 'valid' | 'revoked';
  readonly environment: 'sandbox' | 'production';
  /** What it is for, such as `C1` or `Sig1`. */
  readonly profile: string;
  readonly organisationId: string;
  /** Absent where the certificate is of the organisation itself. */
  readonly softwareId?: string;
  /** Distinguished names in RFC 4514 form. */
  readonly subject: string;
  readonly issuer: string;
  /** RFC 7638 thumbprint of the key: the same in each certificate of one key. */
  readonly thumbprint: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly issuedAt: string;
  readonly revokedAt?: string;
  /** RFC 5280 §5.3.1 in kebab-case, such as `key-compromise`. */
  readonly reason?: string;
}

const owned = { certificateId: text, serial: text, organisationId: text, softwareId: text } as const;

export const certificateContract = {
  owner: 'directory',
  version: 1,
  view: closed(
    {
      certificateId: text,
      serial: text,
      status: oneOf('valid', 'revoked'),
      environment: oneOf('sandbox', 'production'),
      profile: text,
      organisationId: text,
      softwareId: text,
      subject: text,
      issuer: text,
      thumbprint: text,
      notBefore: time,
      notAfter: time,
      issuedAt: time,
      revokedAt: time,
      reason,
    },
    ['softwareId', 'revokedAt', 'reason'],
  ),
  events: {
    CertificateIssued: null,
    CertificateRevoked: closed({ ...owned, revokedAt: time, reason }, ['softwareId']),
    // `days`: 30, 7 or 1, each told once.
    CertificateExpiryNear: closed({ ...owned, notAfter: time, days: whole }, ['softwareId']),
  },
} satisfies KindContract;
