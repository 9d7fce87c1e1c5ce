import { context, specificationOf } from '#testing';
import type { CertificateEvent, CertificateFacts } from './certificate.decider.js';
import { certificates } from './certificate.js';

const given = specificationOf(certificates);
const at = '2026-01-01T00:00:00.000Z';
const certificate: CertificateFacts = {
  certificateId: 'x5t',
  serial: '01AB',
  environment: 'sandbox',
  profile: 'C1',
  organisationId: 'o1',
  softwareId: 's1',
  subject: 'CN=s1,OU=o1,O=Meridian,C=AE',
  issuer: 'CN=Issuing',
  authority: 'ecdsa',
  thumbprint: 'thumb',
  jwk: { kty: 'EC' },
  der: 'MIIB',
  notBefore: at,
  notAfter: '2027-02-01T00:00:00.000Z',
};
const issued: CertificateEvent = { type: 'CertificateIssued', ...certificate, issuedAt: at };
const revoke = (reason: 'superseded' | 'key-compromise', when = at) =>
  ({ type: 'RevokeCertificate', context: context({ at: when }), reason }) as const;
const warn = (when: string) => ({ type: 'WarnOfExpiry', context: context({ at: when }) }) as const;
const near = (days: number, warnedAt: string): CertificateEvent => ({
  type: 'CertificateExpiryNear',
  days,
  warnedAt,
});
const revoked: CertificateEvent = { type: 'CertificateRevoked', revokedAt: at, reason: 'superseded' };

describe('a certificate', () => {
  it('is issued once', () => {
    const issue = { type: 'IssueCertificate', context: context(), certificate } as const;
    given().when(issue).yields(issued);
    given(issued).when(issue).isRefused('certificate-exists');
  });

  it('is revoked for good, with a reason of RFC 5280 §5.3.1', () => {
    given(issued).when(revoke('superseded')).yields(revoked);
    given(issued, revoked).when(revoke('superseded')).yields();
    given(issued, revoked).when(revoke('key-compromise')).isRefused('certificate-revoked');
  });

  it('is not revoked after its end (RFC 5280 §3.3)', () => {
    given(issued).when(revoke('superseded', certificate.notAfter)).isRefused('certificate-expired');
  });

  it('is warned of 30, 7 and 1 days before its end, each once', () => {
    given(issued).when(warn('2027-01-01T00:00:00.000Z')).yields(); // 31 days
    const [thirty, seven, one] = ['2027-01-02T00:00:00Z', '2027-01-25T00:00:00Z', '2027-01-31T00:00:00Z'];
    given(issued).when(warn(thirty!)).yields(near(30, thirty!));
    given(issued, near(30, thirty!)).when(warn('2027-01-03T00:00:00Z')).yields();
    given(issued, near(30, thirty!)).when(warn(seven!)).yields(near(7, seven!));
    given(issued, near(30, thirty!), near(7, seven!)).when(warn(one!)).yields(near(1, one!));
    given(issued, near(1, one!)).when(warn('2027-01-31T12:00:00Z')).yields();
  });

  it('is warned of by the nearest day alone after an outage, and never when it is over', () => {
    given(issued).when(warn('2027-01-31T12:00:00Z')).yields(near(1, '2027-01-31T12:00:00Z'));
    given(issued).when(warn(certificate.notAfter)).yields();
    given(issued, revoked).when(warn('2027-01-31T12:00:00Z')).yields();
  });

  it.each([revoke('superseded'), warn(at)])('is issued before $type', (command) => {
    given().when(command).isRefused('certificate-unknown');
  });
});
