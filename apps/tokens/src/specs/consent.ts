import type { PublicAuthorization, PublicIntent } from '#contracts';
import { opaqueId, sha256Base64url } from '#crypto';
import type { TestClient } from './test-client.js';

export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'; // RFC 7636 appendix B

export const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

export const intentView = (
  client: TestClient,
  authorizationId: string,
  change: Partial<PublicIntent> = {},
): PublicIntent => ({
  intentId: `urn:assent:intent:${opaqueId()}`,
  status: 'authorized',
  clientId: client.id,
  kind: 'quote',
  operations: ['createQuote', 'listQuote'],
  usage: 'single',
  expiresAt: inSeconds(3600),
  payloadHash: sha256Base64url('payload'),
  consent: { authorizationId, sub: 'person', acr: 'urn:mef:lso:security:oidc:acr:ca', at: inSeconds(-5) },
  createdAt: inSeconds(-60),
  changedAt: inSeconds(-5),
  ...change,
});

export const authorizationView = (
  client: TestClient,
  authorizationId: string,
  intents: readonly PublicIntent[],
  change: Partial<PublicAuthorization> = {},
): PublicAuthorization => ({
  authorizationId,
  status: 'granted',
  clientId: client.id,
  redirectUri: 'https://buyer.example/callback',
  responseType: 'code id_token',
  scope: 'openid createQuote',
  nonce: 'nonce',
  codeChallenge: sha256Base64url(verifier),
  intents: intents.map(({ intentId }) => ({ intentId, decision: 'approved' })),
  sub: 'person',
  acr: 'urn:mef:lso:security:oidc:acr:ca',
  amr: ['pwd'],
  authTime: Math.floor(Date.now() / 1000) - 10,
  codeIssuedAt: inSeconds(0),
  codeExpiresAt: inSeconds(60),
  ...change,
});
