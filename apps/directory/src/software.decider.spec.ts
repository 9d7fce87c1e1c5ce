import { context, specificationOf } from '#testing';
import { softwareDecider, type SoftwareEvent } from './software.decider.js';

const given = specificationOf(softwareDecider);
const at = '2026-01-01T00:00:00.000Z';
const details = {
  name: 'Quote desk',
  description: '',
  version: '1.0.0',
  uri: 'https://buyer.example',
  environment: 'sandbox',
  roles: ['BUYER'],
  redirectUris: ['https://buyer.example/callback'],
} as const;
const keyOf = (kid: string) => ({ kid, alg: 'ES256', jwk: { kty: 'EC' }, source: 'csr' }) as const;
const enrolled: SoftwareEvent = {
  type: 'SoftwareEnrolled',
  softwareId: 's1',
  organisationId: 'o1',
  ...details,
  enrolledAt: at,
};
const certified = (kid: string): SoftwareEvent => ({
  type: 'KeyCertified',
  key: { ...keyOf(kid), certifiedAt: at },
});
const certify = (kid: string) => ({ type: 'CertifyKey', context: context(), key: keyOf(kid) }) as const;
const withdraw = { type: 'WithdrawKey', context: context(), kid: 'k1' } as const;
const statement = { jti: 'j', alg: 'PS256', kid: 'd', issuedAt: at, expiresAt: at };
const record = { type: 'RecordStatement', context: context(), statement } as const;

describe('software', () => {
  it('is enrolled once', () => {
    const enrol = {
      type: 'EnrolSoftware',
      context: context(),
      softwareId: 's1',
      organisationId: 'o1',
      details,
    } as const;
    given().when(enrol).yields(enrolled);
    given(enrolled).when(enrol).isRefused('software-exists');
  });

  it('keeps name and environment when it is amended', () => {
    const amend = (change: object) =>
      ({ type: 'AmendSoftware', context: context(), details: { ...details, ...change } }) as const;
    given(enrolled)
      .when(amend({ name: 'Other' }))
      .isRefused('software-name-fixed');
    given(enrolled)
      .when(amend({ environment: 'production' }))
      .isRefused('software-name-fixed');
    const version = '2.0.0';
    expect(given(enrolled).when(amend({ version })).state()).toMatchObject({ version, keys: [] });
  });

  it('takes a key once, and at most sixteen', () => {
    given(enrolled).when(certify('k1')).yields(certified('k1'));
    given(enrolled, certified('k1')).when(certify('k1')).yields();
    const many = Array.from({ length: 16 }, (_, index) => certified(`k${index}`));
    given(enrolled, ...many)
      .when(certify('one more'))
      .isRefused('too-many-keys');
  });

  it('lets go of a key that it has', () => {
    given(enrolled, certified('k1'))
      .when(withdraw)
      .yields({ type: 'KeyWithdrawn', kid: 'k1', withdrawnAt: at });
    given(enrolled).when(withdraw).isRefused('key-unknown');
  });

  it('gets a statement only with a key (MEF 128 R4)', () => {
    given(enrolled).when(record).isRefused('software-without-key');
    given(enrolled, certified('k1')).when(record).yields({ type: 'SoftwareStatementIssued', statement });
  });

  it('gets one with a certified key as well', () => {
    given(enrolled)
      .when({ ...record, certified: true })
      .yields({ type: 'SoftwareStatementIssued', statement });
  });

  it('has a statement revoked once, for one reason', () => {
    const revoke = (reason: string) =>
      ({ type: 'RevokeStatement', context: context(), jti: 'j', reason }) as const;
    const revoked: SoftwareEvent = {
      type: 'SoftwareStatementRevoked',
      jti: 'j',
      reason: 'issued-in-error',
      revokedAt: at,
    };
    given(enrolled).when(revoke('issued-in-error')).yields(revoked);
    given(enrolled, revoked).when(revoke('issued-in-error')).yields();
    given(enrolled, revoked).when(revoke('superseded')).isRefused('statement-revoked');
  });

  it.each([certify('k1'), withdraw, record])('is enrolled before $type', (command) => {
    given().when(command).isRefused('software-unknown');
  });
});
