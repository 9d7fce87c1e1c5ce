import type { World } from '../world.js';
import { bearer, type HostileRequest, json, omit, type Row } from './row.js';

const base = '/mefApi/sonata/quoteManagement/v8';

/** createQuote with alice's unused consent, but for what the row changes. */
const create = (
  world: World,
  change: { headers?: Record<string, string>; body?: unknown } = {},
): HostileRequest => ({
  method: 'POST',
  path: `${base}/quote`,
  headers: {
    ...bearer(world.unused.accessToken),
    'resource-token': world.unused.resourceToken,
    'content-type': 'application/json;charset=utf-8',
    ...change.headers,
  },
  body: typeof change.body === 'string' ? change.body : json(change.body ?? world.unused.payload),
});
const without = (request: HostileRequest, header: string): HostileRequest => {
  return { ...request, headers: omit(request.headers!, header) as Record<string, string> };
};
const row = (title: string, status: number, code: string, request: Row['request']): Row => ({
  title: `createQuote: ${title}`,
  request,
  status,
  code,
  format: status === 422 ? 'mef-list' : 'mef',
});

const tokens: Row[] = [
  row('no access token', 401, 'missingCredentials', (world) => without(create(world), 'authorization')),
  row('no resource token', 401, 'missingCredentials', (world) => without(create(world), 'resource-token')),
  row('the access token as resource token', 401, 'invalidCredentials', (world) =>
    create(world, { headers: { 'resource-token': world.unused.accessToken } }),
  ),
  row('the resource token as access token', 401, 'invalidCredentials', (world) =>
    create(world, { headers: bearer(world.unused.resourceToken) }),
  ),
  row("another consent's resource token (ath)", 401, 'invalidCredentials', (world) =>
    create(world, { headers: { 'resource-token': world.recurring.resourceToken } }),
  ),
  row('a client-credentials token', 403, 'accessDenied', (world) =>
    create(world, { headers: bearer(world.alice.accessToken) }),
  ),
  row('a tampered resource token', 401, 'invalidCredentials', (world) =>
    create(world, { headers: { 'resource-token': `${world.unused.resourceToken.slice(0, -6)}AAAAAA` } }),
  ),
  row('tokens of a consumed intent', 403, 'accessDenied', (world) =>
    create(world, {
      headers: { ...bearer(world.consented.accessToken), 'resource-token': world.consented.resourceToken },
      body: world.consented.payload,
    }),
  ),
  {
    ...row('a resource token of 100 KB', 431, 'header-fields-too-large', (world) =>
      create(world, { headers: { 'resource-token': 'x'.repeat(100_000) } }),
    ),
    format: 'problem',
  },
];

const bodies: Row[] = [
  row('a body that was not consented to', 403, 'accessDenied', (world) =>
    create(world, { body: { ...world.unused.payload, externalId: 'changed' } }),
  ),
  row('a body with one more item', 403, 'accessDenied', (world) => {
    const items = world.unused.payload['quoteItem'] as object[];
    const more = { ...items[0], id: 'one-more', quoteItemRelationship: [] };
    return create(world, { body: { ...world.unused.payload, quoteItem: [...items, more] } });
  }),
  row('broken JSON', 400, 'invalidBody', (world) => create(world, { body: '{' })),
  row('a form', 415, 'invalidBody', (world) =>
    create(world, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' }),
  ),
];

const operation = (title: string, path: string, body: unknown, status: number, code: string): Row => ({
  title: `POST ${path}: ${title}`,
  request: (world) => ({
    method: 'POST',
    path: `${base}${path}`,
    headers: { ...bearer(world.alice.quoteToken), 'content-type': 'application/json' },
    body: json(typeof body === 'function' ? (body as (w: World) => unknown)(world) : body),
  }),
  status,
  code,
  format: status === 422 ? 'mef-list' : 'mef',
});
const read = (title: string, path: string, status: number, code: string): Row => ({
  title: `GET ${path}: ${title}`,
  request: (world) => ({ method: 'GET', path: `${base}${path}`, headers: bearer(world.alice.quoteToken) }),
  status,
  code,
  format: 'mef',
});
const malloryReads: Row = {
  title: "GET /quote/{id}: another client's quote",
  request: (world) => ({
    method: 'GET',
    path: `${base}/quote/${world.consented.quoteId}`,
    headers: bearer(world.mallory.quoteToken),
  }),
  status: 404,
  code: 'notFound',
  format: 'mef',
};

const operations: Row[] = [
  operation('no quoteId', '/cancelQuote', {}, 422, 'missingProperty'),
  operation('quoteId as a number', '/cancelQuote', { quoteId: 7 }, 422, 'invalidFormat'),
  operation('an unknown quote', '/cancelQuote', { quoteId: 'nothing' }, 422, 'referenceNotFound'),
  operation('SQL as quoteId', '/cancelQuote', { quoteId: "' OR 1=1 --" }, 422, 'referenceNotFound'),
  operation('an unknown quote', '/declineQuote', { quoteId: 'nothing' }, 422, 'referenceNotFound'),
  operation(
    'an unknown member',
    '/declineQuote',
    { quoteId: 'nothing', state: 'accepted' },
    422,
    'unexpectedProperty',
  ),
  read('an unknown quote', '/quote/nothing', 404, 'notFound'),
  malloryReads,
  read('an unknown state', '/quote?state=lost', 400, 'invalidQuery'),
  read('a negative offset', '/quote?offset=-1', 400, 'invalidQuery'),
  read('a limit that is no number', '/quote?limit=all', 400, 'invalidQuery'),
  read('a date that is none', '/quote?quoteDate.gt=yesterday', 400, 'invalidQuery'),
  read('an unknown parameter', '/quote?colour=red', 400, 'invalidQuery'),
];

export const quotesRows: readonly Row[] = [...tokens, ...bodies, ...operations];
