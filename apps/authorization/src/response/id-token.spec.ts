import { createHash } from 'node:crypto';
import { idTokenClaims, type IdTokenFacts } from './id-token.js';

const facts: IdTokenFacts = {
  issuer: 'https://seller.example',
  clientId: 'client-1',
  sub: 'subject-1',
  intentIds: ['urn:assent:intent:one'],
  acr: 'urn:mef:lso:security:oidc:acr:sca',
  amr: ['pwd', 'otp', 'mfa'],
  authTime: 1_767_225_600,
  nonce: 'nonce-1',
  state: 'state-1',
  code: 'code-1',
  accessToken: 'token-1',
};
const terms = { alg: 'PS256', now: new Date('2026-01-01T00:00:30.900Z'), lifetime: 300 };
const half = (hash: string, value: string) => {
  const digest = createHash(hash).update(value).digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
};
const claims = (overrides: Partial<IdTokenFacts> = {}, alg = 'PS256') =>
  idTokenClaims({ ...facts, ...overrides }, { ...terms, alg });

describe('MEF 128 table 3: the id_token', () => {
  it('R31 iss is the issuer', () => expect(claims().iss).toBe('https://seller.example'));
  it('R32 sub is the subject', () => expect(claims().sub).toBe('subject-1'));
  it('R34 meflso_intent_id is the intent, and all of them for several', () => {
    expect(claims()['meflso_intent_id']).toBe('urn:assent:intent:one');
    expect(claims({ intentIds: ['a', 'b'] })['meflso_intent_id']).toEqual(['a', 'b']);
  });
  it('R35 aud, O8 azp are the client id', () =>
    expect(claims()).toMatchObject({ aud: 'client-1', azp: 'client-1' }));
  it('R36 exp, R37 iat are whole seconds', () =>
    expect(claims()).toMatchObject({ iat: 1_767_225_630, exp: 1_767_225_930 }));
  it('CR2 auth_time is when the person signed in', () => expect(claims()['auth_time']).toBe(1_767_225_600));
  it('R38 nonce is replayed', () => expect(claims()['nonce']).toBe('nonce-1'));
  it('R40 acr, amr say how', () =>
    expect(claims()).toMatchObject({ acr: 'urn:mef:lso:security:oidc:acr:sca', amr: ['pwd', 'otp', 'mfa'] }));
  it('D5 s_hash, CR4 at_hash, CR5 c_hash are half hashes', () =>
    expect(claims()).toMatchObject({
      s_hash: half('sha256', 'state-1'),
      at_hash: half('sha256', 'token-1'),
      c_hash: half('sha256', 'code-1'),
    }));
  it('hashes with what the algorithm hashes with', () =>
    expect(claims({}, 'EdDSA')['c_hash']).toBe(half('sha512', 'code-1')));
  it('leaves out the hash of what is not there', () => {
    const { state: _s, accessToken: _t, ...less } = facts;
    const without = idTokenClaims(less, terms);
    expect(without).not.toHaveProperty('s_hash');
    expect(without).not.toHaveProperty('at_hash');
  });
});
