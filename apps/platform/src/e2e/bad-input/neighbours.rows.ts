import { authenticated } from '#testing';
import type { World } from '../world.js';
import { bearer, type HostileRequest, json, type Row } from './row.js';

const hub = (title: string, status: number, code: string, body: unknown): Row => ({
  title: `POST /hub: ${title}`,
  request: (world) => ({
    method: 'POST',
    path: '/hub',
    headers: { ...bearer(world.alice.hubOnlyToken), 'content-type': 'application/json' },
    body: json(body),
  }),
  status,
  code,
  format: status === 422 ? 'mef-list' : 'mef',
});

const hubs: Row[] = [
  hub('no callback', 422, 'missingProperty', {}),
  hub('callback as a number', 422, 'invalidFormat', { callback: 7 }),
  hub('callback that is no URL', 422, 'invalidFormat', { callback: 'here' }),
  hub('a file: callback', 422, 'invalidValue', { callback: 'file:///etc/passwd' }),
  hub('a callback in a private network (SSRF)', 422, 'invalidValue', { callback: 'https://10.0.0.1/x' }),
  hub('a callback to cloud metadata (SSRF)', 422, 'invalidValue', { callback: 'http://169.254.169.254/' }),
  hub('a callback with a line break', 422, 'invalidValue', { callback: 'http://localhost:9/\r\nHost: x' }),
  hub('a callback with user info', 422, 'invalidValue', { callback: 'https://user:pass@example.com/' }),
  hub('an unknown event type', 422, 'invalidValue', {
    callback: 'http://localhost:9/x',
    query: 'eventType=lottery',
  }),
  hub('a query of something else', 422, 'invalidValue', {
    callback: 'http://localhost:9/x',
    query: 'colour=red',
  }),
  {
    title: 'POST /hub: a token without the scope',
    request: (world) => ({
      method: 'POST',
      path: '/hub',
      headers: { ...bearer(world.alice.accessToken), 'content-type': 'application/json' },
      body: json({ callback: 'http://localhost:9/x' }),
    }),
    status: 403,
    code: 'accessDenied',
    format: 'mef',
  },
  {
    title: "DELETE /hub/{id}: another client's listener",
    request: (world) => ({
      method: 'DELETE',
      path: `/hub/${world.alice.listenerId}`,
      headers: bearer(world.mallory.hubOnlyToken),
    }),
    status: 404,
    code: 'notFound',
    format: 'mef',
  },
];

const form = async (world: World, path: string, fields: Record<string, string>): Promise<HostileRequest> => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: await authenticated(world.mallory.client, fields),
});
const unauthenticated = (path: string): Row => ({
  title: `POST ${path}: no authentication`,
  request: () => ({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token: 'x' }),
  }),
  status: 401,
  code: 'invalid_client',
  format: 'oauth',
});

const tokenUses: Row[] = [
  unauthenticated('/introspect'),
  unauthenticated('/revoke'),
  {
    title: 'POST /introspect: no token',
    request: (world) => form(world, '/introspect', {}),
    status: 400,
    code: 'invalid_request',
    format: 'oauth',
  },
  {
    title: 'GET /userinfo: no token',
    request: () => ({ method: 'GET', path: '/userinfo' }),
    status: 401,
    code: 'invalid_token',
    format: 'oauth',
  },
  {
    title: 'GET /userinfo: a client-credentials token',
    request: (world) => ({ method: 'GET', path: '/userinfo', headers: bearer(world.alice.accessToken) }),
    status: 403,
    code: 'insufficient_scope',
    format: 'oauth',
  },
];

const internal = (
  title: string,
  method: string,
  path: (world: World) => string,
  headers?: (world: World) => Record<string, string>,
): Row => ({
  title: `${method} internal: ${title}`,
  request: (world) => ({
    method,
    path: path(world),
    headers: { ...headers?.(world), ...(method === 'POST' && { 'content-type': 'application/json' }) },
    ...(method === 'POST' && { body: '{}' }),
  }),
  status: 401,
  code: 'unauthenticated',
  format: 'problem',
});
const stream = (world: World): string =>
  `/internal/streams/${encodeURIComponent(`intent-${world.alice.pendingIntent}`)}`;

const internals: Row[] = [
  internal('a stream without authentication', 'GET', stream),
  internal("a stream with a client's token", 'GET', stream, (world) => bearer(world.alice.accessToken)),
  internal(
    'an intent without authentication',
    'GET',
    (world) => `/internal/intents/${encodeURIComponent(world.alice.pendingIntent)}`,
  ),
  internal('a decision without authentication', 'POST', () => '/internal/intents/decisions'),
  internal('a front-channel token without authentication', 'POST', () => '/internal/tokens/front-channel'),
];

const routes: Row[] = [
  {
    title: 'GET an unknown path',
    request: () => ({ method: 'GET', path: '/nothing' }),
    status: 404,
    code: 'not-found',
    format: 'problem',
  },
  {
    title: 'GET a path with dots',
    request: () => ({ method: 'GET', path: '/..%2f..%2fetc%2fpasswd' }),
    status: 404,
    code: 'not-found',
    format: 'problem',
  },
  {
    title: 'GET /audit without a password',
    request: () => ({ method: 'GET', path: '/audit', headers: { accept: 'application/json' } }),
    status: 401,
    code: 'unauthenticated',
    format: 'problem',
  },
];

export const neighboursRows: readonly Row[] = [...hubs, ...tokenUses, ...internals, ...routes];
