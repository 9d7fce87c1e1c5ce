import { certificatePem } from '#crypto';
import type { Certificate } from './certificate.decider.js';

/** A certificate as the API tells it. */
export interface CertificateView extends Omit<Certificate, 'der' | 'jwk' | 'authority' | 'warned'> {
  /** The same as its id: how JWS headers and JWK sets name its key (MEF 128 R46). */
  readonly kid: string;
  /** SHA-256 of the DER, as people compare it: `AB:CD:…`. */
  readonly fingerprint: string;
  readonly expired: boolean;
  readonly daysLeft: number;
  /** PEM. */
  readonly certificate: string;
}

const DAY_MS = 86_400_000;

/** Whole days to the end; 0 on the last one, and after it. */
export const daysLeft = (notAfter: string, at: Date): number =>
  Math.max(0, Math.floor((Date.parse(notAfter) - at.getTime()) / DAY_MS));

/** As OpenSSL prints a fingerprint. */
export const fingerprintOf = (certificateId: string): string =>
  (Buffer.from(certificateId, 'base64url').toString('hex').toUpperCase().match(/../g) ?? []).join(':');

export const pemOf = (der: string): string => certificatePem({ der: Buffer.from(der, 'base64') });

export const certificateView = (
  { der, jwk: _jwk, authority: _authority, warned: _warned, ...certificate }: Certificate,
  at: Date,
): CertificateView => ({
  ...certificate,
  kid: certificate.certificateId,
  fingerprint: fingerprintOf(certificate.certificateId),
  expired: certificate.notAfter <= at.toISOString(),
  daysLeft: daysLeft(certificate.notAfter, at),
  certificate: pemOf(der),
});
