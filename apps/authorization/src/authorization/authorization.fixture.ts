import type {
  AuthorizationRequested,
  CodeIssued,
  ConsentGranted,
  PersonAuthenticated,
} from './authorization.events.js';

/** Events of a request for two intents, for specs. */
export const requested: AuthorizationRequested = {
  type: 'AuthorizationRequested',
  authorizationId: 'authorization-1',
  clientId: 'client-1',
  redirectUri: 'https://buyer.example/callback',
  responseType: 'code id_token',
  responseMode: 'fragment',
  scope: 'openid createQuote',
  nonce: 'nonce-1',
  intentIds: ['urn:assent:intent:one', 'urn:assent:intent:two'],
  authentication: { acrValues: [], prompt: [] },
  browserHash: 'hash-of-cookie',
  requestedAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-01T00:30:00.000Z',
  evidence: { requestObjectHash: 'hash', alg: 'PS256', kid: 'key-1' },
  hints: { state: 'state-1', loginHint: 'erika' },
  requestObject: 'header.payload.signature',
};

export const authenticated: PersonAuthenticated = {
  type: 'PersonAuthenticated',
  accountId: 'account-1',
  sub: 'subject-1',
  acr: 'urn:mef:lso:security:oidc:acr:ca',
  amr: ['pwd'],
  authTime: 1_767_225_600,
};

const [one, two] = requested.intentIds as [string, string];

export const granted: ConsentGranted = {
  type: 'ConsentGranted',
  decisions: [
    { intentId: one, decision: 'approved', revision: 1 },
    { intentId: two, decision: 'declined', revision: 1 },
  ],
  decidedAt: '2026-01-01T00:00:00.000Z',
};

export const issued: CodeIssued = {
  type: 'CodeIssued',
  intentIds: [one],
  issuedAt: '2026-01-01T00:00:00.000Z',
  codeExpiresAt: '2026-01-01T00:01:00.000Z',
};
