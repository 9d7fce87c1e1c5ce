import { authenticated, flow } from '#testing';
import type { World } from '../world.js';
import { bearer, type HostileRequest, json, type Row } from '../bad-input/row.js';
import { row } from './row.js';
import { aroundIt } from './way-out.rows.js';

const quotes = '/mefApi/sonata/quoteManagement/v8';
const asJson = { 'content-type': 'application/json' };

const invalidClient = [401, 'invalid_client', 'oauth'] as const;
const invalidToken = [401, 'invalidCredentials', 'mef'] as const;

const form = async (world: World, path: string, fields: Record<string, string>): Promise<HostileRequest> => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: await authenticated(world.alice.client, fields),
});
const redirect_uri = (world: World): string => world.alice.client.redirectUri;

/** What asks who the client is. */
const asClient: readonly Row[] = [
  row('POST /token: client_credentials', invalidClient, (world) =>
    form(world, '/token', { grant_type: 'client_credentials', scope: 'intents' }),
  ),
  row('POST /token: a code of before', invalidClient, (world) =>
    form(world, '/token', {
      grant_type: 'authorization_code',
      code: world.unredeemed.code,
      redirect_uri: redirect_uri(world),
    }),
  ),
  row('POST /token: a refresh token of before', invalidClient, (world) =>
    form(world, '/token', { grant_type: 'refresh_token', refresh_token: world.recurring.refreshToken }),
  ),
  row('POST /introspect', invalidClient, (world) =>
    form(world, '/introspect', { token: world.alice.accessToken }),
  ),
  row('POST /revoke', invalidClient, (world) => form(world, '/revoke', { token: world.alice.accessToken })),
  row('POST /legal-entity-presentation', [400, 'unauthorized_client', 'oauth'], (world) => ({
    method: 'POST',
    path: '/legal-entity-presentation',
    headers: asJson,
    body: json({ client_id: world.alice.client.clientId, nonce: 'n-0S6_WzA2Mj-n-0S6_WzA2Mj' }),
  })),
  row('GET /authorize', [400, 'invalid_request', 'page'], async (world) => {
    const query = await flow.authorizationQuery(world.alice.client, world.alice.pendingIntent);
    return { method: 'GET', path: `/authorize?${query}` };
  }),
];

const withToken = (
  title: string,
  method: string,
  path: (world: World) => string,
  sent: (world: World) => Partial<HostileRequest> = (world) => ({ headers: bearer(world.alice.accessToken) }),
): Row => row(`${method} ${title}`, invalidToken, (world) => ({ method, path: path(world), ...sent(world) }));
const body =
  (token: (world: World) => string, value: (world: World) => unknown) =>
  (world: World): Partial<HostileRequest> => ({
    headers: { ...bearer(token(world)), ...asJson },
    body: json(value(world)),
  });
const own = (world: World): string => `/intents/${encodeURIComponent(world.alice.pendingIntent)}`;
const hub = (world: World): Partial<HostileRequest> => ({ headers: bearer(world.alice.hubOnlyToken) });
const operation = (world: World) => ({ quoteId: world.consented.quoteId });

/** What tokens of before are shown to. */
const asBearer: readonly Row[] = [
  row('GET /userinfo', [401, 'invalid_token', 'oauth'], (world) => ({
    method: 'GET',
    path: '/userinfo',
    headers: bearer(world.consented.accessToken),
  })),
  withToken('/intents', 'GET', () => '/intents'),
  withToken(
    '/intents',
    'POST',
    () => '/intents',
    body(
      (world) => world.alice.accessToken,
      (world) => world.intentBody,
    ),
  ),
  withToken('/intents/{id}', 'GET', own),
  withToken(
    '/intents/{id}',
    'PATCH',
    own,
    body(
      (world) => world.alice.accessToken,
      () => ({ purpose: 'new' }),
    ),
  ),
  withToken('/intents/{id}', 'DELETE', own),
  withToken(
    '/quote',
    'POST',
    () => `${quotes}/quote`,
    (world) => ({
      headers: {
        ...bearer(world.unused.accessToken),
        'resource-token': world.unused.resourceToken,
        ...asJson,
      },
      body: json(world.unused.payload),
    }),
  ),
  withToken(
    '/quote',
    'GET',
    () => `${quotes}/quote`,
    (world) => ({ headers: bearer(world.alice.quoteToken) }),
  ),
  withToken(
    '/quote/{id}',
    'GET',
    (world) => `${quotes}/quote/${world.consented.quoteId}`,
    (world) => ({
      headers: bearer(world.alice.quoteToken),
    }),
  ),
  withToken(
    '/cancelQuote',
    'POST',
    () => `${quotes}/cancelQuote`,
    body((world) => world.alice.quoteToken, operation),
  ),
  withToken(
    '/declineQuote',
    'POST',
    () => `${quotes}/declineQuote`,
    body((world) => world.alice.quoteToken, operation),
  ),
  withToken(
    '/hub',
    'POST',
    () => '/hub',
    body(
      (world) => world.alice.hubOnlyToken,
      () => ({ callback: 'http://localhost:9/x' }),
    ),
  ),
  withToken('/hub', 'GET', () => '/hub', hub),
  withToken('/hub/{id}', 'DELETE', (world) => `/hub/${world.alice.listenerId}`, hub),
];

export const suspendedRows: readonly Row[] = [...asClient, ...asBearer, ...aroundIt];
