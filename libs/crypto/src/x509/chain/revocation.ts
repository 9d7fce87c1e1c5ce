import type { Certificate } from '../certificate/certificate.js';
import { Untrusted } from '../../untrusted.js';

/** Why a certificate was revoked (RFC 5280 §5.3.1). */
export type RevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'cACompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'certificateHold'
  | 'removeFromCRL'
  | 'privilegeWithdrawn'
  | 'aACompromise';

/** What an issuer says about one of its certificates. */
export type Revocation =
  | { readonly status: 'good' }
  | { readonly status: 'unknown'; readonly cause?: string }
  | { readonly status: 'revoked'; readonly revokedAt: Date; readonly reason?: RevocationReason };

/** Where revocations are looked up: lists, OCSP, or the register of an authority in the same process. */
export interface RevocationStatus {
  /** `issuer` is the certificate that the path was built with. What cannot be learned is `unknown`, never an error. */
  readonly of: (certificate: Certificate, issuer: Certificate) => Promise<Revocation>;
}

/** Once a key is in other hands, nobody knows since when: whatever it signed may be the thief's, with any date. */
const compromised: readonly (RevocationReason | undefined)[] = [
  'keyCompromise',
  'cACompromise',
  'aACompromise',
];

/**
 * Whether a certificate was good at a time, by what is known now. A revocation counts from its date on, so that what was
 * signed before stays valid; one for a lost key counts always.
 * Throws `Untrusted('certificate-revoked' | 'revocation-unknown')`.
 */
export const assertNotRevoked = (revocation: Revocation, at: Date): void => {
  if (revocation.status === 'good') return;
  if (revocation.status === 'unknown') throw new Untrusted('revocation-unknown');
  const always = compromised.includes(revocation.reason);
  if (always || revocation.revokedAt.getTime() <= at.getTime()) throw new Untrusted('certificate-revoked');
};
