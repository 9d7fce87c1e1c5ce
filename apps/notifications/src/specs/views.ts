import type { PublicClient, PublicGrant, PublicIntent, PublicQuote, SuspensionCause } from '#contracts';

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();
const now = (): string => new Date().toISOString();

export const suspensionCause: SuspensionCause = {
  kind: 'credential',
  id: 'urn:uuid:1',
  reason: 'credential-revoked',
  since: '2026-01-01T00:00:00.000Z',
};

export const clientView = (clientId: string, listener: PublicClient['listener']): PublicClient => ({
  clientId,
  status: 'active',
  profile: 'mef-128',
  clientName: 'Buyer',
  organisation: { id: 'org', name: 'Buyer Ltd', lei: '5493001KJTIIGC8Y1R12' },
  software: { id: 'software', name: 'Procurement' },
  roles: ['BUYER'],
  scope: 'intents notifications',
  redirectUris: ['https://buyer.example/callback'],
  jwksUri: 'https://buyer.example/jwks',
  grantTypes: ['client_credentials'],
  responseTypes: [],
  idTokenSignedResponseAlg: 'PS256',
  ...(listener && { listener }),
});

export const grantView = (grantId: string, clientId: string, scope: string): PublicGrant => ({
  grantId,
  status: 'active',
  grantType: 'client_credentials',
  clientId,
  scope,
  intentIds: [],
  expiresAt: inAnHour(),
});

export const intentView = (intentId: string, clientId: string, status: string): PublicIntent => ({
  intentId,
  status: status as PublicIntent['status'],
  clientId,
  kind: 'quote',
  operations: ['createQuote'],
  usage: 'single',
  expiresAt: inAnHour(),
  payloadHash: 'hash',
  createdAt: now(),
  changedAt: now(),
});

export const quoteView = (quoteId: string, clientId: string, state: string): PublicQuote => ({
  quoteId,
  state,
  clientId,
  intentId: 'urn:assent:intent:1',
  changedAt: now(),
});
