import type { PublicClient } from '#contracts';
import { uuid } from '#crypto';
import type { Message } from '#messaging';
import { type RunningService, runningService } from '#testing';
import { intentsService } from '../intents.service-definition.js';

/** A client as registration tells of it. */
export const clientOf = (clientId: string, onBehalfOf?: string): PublicClient => ({
  clientId,
  status: 'active',
  profile: 'mef-128',
  clientName: clientId,
  organisation: { id: 'org', name: 'Buyer Co.', lei: '529900T8BM49AURSDO55' },
  software: { id: 'software', name: 'Buyer', ...(onBehalfOf && { onBehalfOf }) },
  roles: ['BUYER'],
  scope: 'intents',
  redirectUris: [],
  jwksUri: 'https://buyer.example/jwks',
  grantTypes: ['client_credentials'],
  responseTypes: [],
  idTokenSignedResponseAlg: 'PS256',
});

/** The staging API with clients `one` and `two`, and `agent`, which acts for another entity. */
export const intentsWorld = async (): Promise<{
  service: RunningService;
  tokens: Record<string, string>;
}> => {
  const service = await runningService(intentsService, {
    ASSENT_INTENTS_MINIMUM_LIFE: '0',
    ASSENT_INTENTS_EXPIRY_INTERVAL: '50',
  });
  const tokens: Record<string, string> = {};
  for (const clientId of ['one', 'two', 'agent']) {
    service.tells(
      'client',
      clientId,
      clientOf(clientId, clientId === 'agent' ? '5493001KJTIIGC8Y1R12' : undefined),
    );
    service.tells('grant', `grant-of-${clientId}`, {
      grantId: `grant-of-${clientId}`,
      status: 'active',
      grantType: 'client_credentials',
      clientId,
      scope: 'intents',
      intentIds: [],
      expiresAt: '2999-01-01T00:00:00.000Z',
    });
    tokens[clientId] = await service.tokens.access({ clientId, scope: 'intents' });
  }
  return { service, tokens };
};

export const quoteRequest = {
  buyerRequestedQuoteLevel: 'firm',
  instantSyncQuote: true,
  quoteItem: [{ id: '1', action: 'delete', product: { id: 'product-1' } }],
};

export const body = {
  kind: 'quote',
  operations: ['createQuote'],
  usage: 'single',
  purpose: 'We move out',
  payload: quoteRequest,
};

/** A message of a neighbour, as the transport brings it. */
export const messageOf = (type: string, view: object, detail: object): Message => ({
  id: uuid(),
  service: 'neighbour',
  partition: 0,
  offset: 1,
  stream: 'quote-1',
  version: 1,
  type,
  schemaVersion: 1,
  time: new Date().toISOString(),
  data: { view: { ...view }, detail: { ...detail } },
  metadata: {
    commandId: uuid(),
    at: new Date().toISOString(),
    actor: { kind: 'service', id: 'neighbour' },
    correlationId: '0af7651916cd43dd8448eb211c80319c',
  },
});
