import type { Revocation, RevocationReason as X509Reason } from '#crypto';
import type { Certificate, RevocationReason } from '../certificates/certificate.decider.js';

/** As RFC 5280 §5.3.1 spells the reasons. */
const spelling: Readonly<Record<RevocationReason, X509Reason>> = {
  unspecified: 'unspecified',
  'key-compromise': 'keyCompromise',
  'affiliation-changed': 'affiliationChanged',
  superseded: 'superseded',
  'cessation-of-operation': 'cessationOfOperation',
  'privilege-withdrawn': 'privilegeWithdrawn',
};

export const revocationReasons = Object.keys(spelling) as readonly RevocationReason[];

/** What the register says of a certificate; `unknown` where it has none of that serial number. */
export const revocationOf = (certificate: Certificate | undefined): Revocation => {
  if (!certificate) return { status: 'unknown' };
  const { revokedAt, reason } = certificate;
  if (revokedAt === undefined || reason === undefined) return { status: 'good' };
  return { status: 'revoked', revokedAt: new Date(revokedAt), reason: spelling[reason] };
};
