import { context, specificationOf } from '#testing';
import { organisationDecider, type OrganisationEvent } from './organisation.decider.js';

const given = specificationOf(organisationDecider);
const details = { legalName: 'Meridian Cloud Services Ltd', lei: '969500MERIDIANCLD082' };
const at = '2026-01-01T00:00:00.000Z';
const enrolled: OrganisationEvent = {
  type: 'OrganisationEnrolled',
  organisationId: 'o1',
  ...details,
  enrolledAt: at,
};
const suspended: OrganisationEvent = { type: 'OrganisationSuspended', reason: 'fees', suspendedAt: at };
const enrol = { type: 'EnrolOrganisation', context: context(), organisationId: 'o1', details } as const;
const suspend = { type: 'SuspendOrganisation', context: context(), reason: 'fees' } as const;
const reinstate = { type: 'ReinstateOrganisation', context: context() } as const;

describe('an organisation', () => {
  it('enrols once', () => {
    given().when(enrol).yields(enrolled);
    given(enrolled).when(enrol).isRefused('organisation-exists');
  });

  it('is suspended and reinstated, each without effect when it is so already', () => {
    given(enrolled).when(suspend).yields(suspended);
    given(enrolled, suspended).when(suspend).yields();
    given(enrolled, suspended).when(reinstate).yields({ type: 'OrganisationReinstated', reinstatedAt: at });
    given(enrolled).when(reinstate).yields();
  });

  it('publishes a key without a certificate, and withdraws it into the set of revoked ones', () => {
    const key = {
      kid: 'k1',
      alg: 'RSA-OAEP-256',
      profile: 'Enc1',
      environment: 'sandbox',
      jwk: { kty: 'RSA' },
      source: 'csr',
    } as const;
    const publish = { type: 'PublishKey', context: context(), key } as const;
    const withdraw = { type: 'WithdrawOrganisationKey', context: context(), kid: 'k1' } as const;
    const published: OrganisationEvent = {
      type: 'OrganisationKeyPublished',
      key: { ...key, publishedAt: at },
    };
    const withdrawn: OrganisationEvent = { type: 'OrganisationKeyWithdrawn', kid: 'k1', withdrawnAt: at };
    given(enrolled).when(publish).yields(published);
    given(enrolled, published).when(withdraw).yields(withdrawn);
    given(enrolled, published, withdrawn).when(withdraw).yields();
    given(enrolled).when(withdraw).isRefused('key-unknown');
    given(enrolled, suspended).when(publish).isRefused('organisation-suspended');
    const many = Array.from({ length: 16 }, () => published);
    given(enrolled, ...many)
      .when(publish)
      .isRefused('too-many-keys');
  });

  it('is known before anything happens to it', () => {
    given().when(suspend).isRefused('organisation-unknown');
    given().when(reinstate).isRefused('organisation-unknown');
  });
});
