import { evidenceOf } from './evidence.js';

describe('the evidence of an event', () => {
  it('names issued tokens with their keys, and the key of the client', () => {
    const tokens = [
      { use: 'access', jti: 'j1', kid: 'k1', expiresAt: 'later' },
      { use: 'refresh', jti: 'j2', expiresAt: 'later' },
    ];
    expect(evidenceOf('TokenIssued', { tokens, clientKid: 'k2' })).toEqual({
      tokens: [
        { use: 'access', jti: 'j1', kid: 'k1' },
        { use: 'refresh', jti: 'j2' },
      ],
      keys: [{ role: 'signed the client assertion', kid: 'k2' }],
    });
  });

  it('names the software statement that vouched for a client', () => {
    const detail = { statement: { issuer: 'https://d', jti: 's1', kid: 'k3' } };
    expect(evidenceOf('ClientRegistered', detail).tokens).toEqual([
      { use: 'software statement', jti: 's1', kid: 'k3' },
    ]);
    expect(evidenceOf('SoftwareStatementIssued', { jti: 's1', kid: 'k3' })).toEqual({
      tokens: [{ use: 'software statement', jti: 's1', kid: 'k3' }],
      keys: [],
    });
  });

  it('names the tokens an intent was used with, and why something ended', () => {
    const detail = { accessTokenJti: 'a', resourceTokenJti: 'r' };
    expect(evidenceOf('IntentConsumed', detail).tokens.map(({ use }) => use)).toEqual(['access', 'resource']);
    expect(evidenceOf('GrantEnded', { reason: 'client-deleted' }).why).toBe('client-deleted');
  });

  it('names what was seen when a client was registered', () => {
    const evidence = [
      { kind: 'software-statement', id: 's1', issuer: 'https://d', hash: 'h' },
      { kind: 'credential', id: 'urn:uuid:1', issuer: 'did:web:d', hash: 'h' },
    ];
    expect(evidenceOf('RegistrationPolicyApplied', { evidence, rules: [] }).tokens).toEqual([
      { use: 'software statement', jti: 's1' },
      { use: 'credential', jti: 'urn:uuid:1' },
    ]);
  });

  it('names what a client was suspended for', () => {
    const cause = { kind: 'credential', id: 'urn:uuid:1', reason: 'credential-revoked', since: 'then' };
    expect(evidenceOf('ClientSuspended', { cause }).why).toBe('credential-revoked (credential urn:uuid:1)');
  });

  it('finds nothing in what is no text', () => {
    expect(evidenceOf('Any', { reason: 1, tokens: [null, 'x'], evidence: null, kid: {} })).toEqual({
      tokens: [],
      keys: [],
    });
  });
});
