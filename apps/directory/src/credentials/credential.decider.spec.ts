import { publicationSchemas } from '#contracts';
import { context, specificationOf } from '#testing';
import { credentials } from './credential.js';
import {
  credentialDecider,
  type CredentialCommand,
  type CredentialDetails,
  type CredentialEvent,
  type SuspendedBy,
} from './credential.decider.js';

const given = specificationOf(credentialDecider);
const at = '2026-01-01T00:00:00.000Z';
const details: CredentialDetails = {
  organisationId: 'o1',
  form: 'vc+jwt',
  subject: 'did:web:directory.example:directory:members:o1',
  lei: '969500MERIDIANCLD082',
  mayIssue: false,
  statusList: 1,
  statusIndex: 77,
  token: 'a.b.c',
  hash: 'h',
  validUntil: '2026-02-01T00:00:00.000Z',
};
const issue = { type: 'IssueCredential', context: context(), credentialId: 'c1', details } as const;
const issued: CredentialEvent = { type: 'CredentialIssued', credentialId: 'c1', ...details, issuedAt: at };
const suspend = (by: SuspendedBy): CredentialCommand => ({
  type: 'SuspendCredential',
  context: context(),
  by,
  reason: 'fees',
});
const reinstate = (by: SuspendedBy): CredentialCommand => ({
  type: 'ReinstateCredential',
  context: context(),
  by,
});
const revoke: CredentialCommand = { type: 'RevokeCredential', context: context(), reason: 'merged' };
const suspended = (by: SuspendedBy): CredentialEvent => ({
  type: 'CredentialSuspended',
  by,
  reason: 'fees',
  suspendedAt: at,
});
const reinstated = (by: SuspendedBy): CredentialEvent => ({
  type: 'CredentialReinstated',
  by,
  reinstatedAt: at,
});
const revoked: CredentialEvent = { type: 'CredentialRevoked', reason: 'merged', revokedAt: at };
const statusAfter = (...events: readonly CredentialEvent[]) =>
  events.reduce(credentialDecider.evolve, credentialDecider.initial).status;

describe('a credential', () => {
  it('is issued once', () => {
    given().when(issue).yields(issued);
    given(issued).when(issue).isRefused('credential-exists');
  });

  it('is suspended and reinstated, each without effect when it is so already', () => {
    given(issued).when(suspend('membership')).yields(suspended('membership'));
    given(issued, suspended('membership')).when(suspend('membership')).yields();
    given(issued, suspended('membership')).when(reinstate('membership')).yields(reinstated('membership'));
    given(issued).when(reinstate('membership')).yields();
  });

  it('is valid again only when whoever suspended it has reinstated it', () => {
    const both = [issued, suspended('operator'), suspended('membership')] as const;
    expect(statusAfter(...both)).toBe('SUSPENDED');
    expect(statusAfter(...both, reinstated('membership'))).toBe('SUSPENDED');
    expect(statusAfter(...both, reinstated('membership'), reinstated('operator'))).toBe('VALID');
  });

  it('is revoked for good (Token Status List §7.1)', () => {
    given(issued).when(revoke).yields(revoked);
    given(issued, suspended('operator')).when(revoke).yields(revoked);
    given(issued, revoked).when(revoke).yields();
    given(issued, revoked).when(reinstate('operator')).isRefused('credential-revoked');
    given(issued, revoked).when(suspend('operator')).isRefused('credential-revoked');
    expect(statusAfter(issued, suspended('operator'), revoked)).toBe('INVALID');
  });

  it('is known before anything happens to it', () => {
    for (const command of [suspend('operator'), reinstate('operator'), revoke])
      given().when(command).isRefused('credential-unknown');
  });

  it('tells neighbours what is public, and not the token', () => {
    const state = [issued, suspended('operator')].reduce(credentialDecider.evolve, credentialDecider.initial);
    for (const event of [issued, suspended('operator'), reinstated('operator'), revoked]) {
      const publication = credentials.publish!(state, event)!;
      expect(publicationSchemas.validate(event.type, publication)).toEqual([]);
      expect(JSON.stringify(publication)).not.toContain('a.b.c');
    }
  });
});
