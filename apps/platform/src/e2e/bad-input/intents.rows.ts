import type { World } from '../world.js';
import { bearer, brokenUtf8, type HostileRequest, json, type Row } from './row.js';

const post = (world: World, body: unknown, headers: Record<string, string> = {}): HostileRequest => ({
  method: 'POST',
  path: '/intents',
  headers: { ...bearer(world.alice.accessToken), 'content-type': 'application/json', ...headers },
  body:
    typeof body === 'string' || body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : json(body),
});
const mef = (title: string, status: number, code: string, request: Row['request']): Row => ({
  title: `POST /intents: ${title}`,
  request,
  status,
  code,
  format: status === 422 ? 'mef-list' : 'mef',
});
const changed = (
  title: string,
  code: string,
  change: (intent: Record<string, unknown>, world: World) => object,
): Row => mef(title, 422, code, (world) => post(world, change(structuredClone(world.intentBody), world)));

const tokens: Row[] = [
  mef('no token', 401, 'missingCredentials', (world) => {
    const { authorization: _, ...headers } = post(world, world.intentBody).headers!;
    return { ...post(world, world.intentBody), headers };
  }),
  mef('an empty Authorization header', 401, 'invalidCredentials', (world) =>
    post(world, world.intentBody, { authorization: '' }),
  ),
  mef('Basic instead of Bearer', 401, 'invalidCredentials', (world) =>
    post(world, world.intentBody, { authorization: 'Basic YTpi' }),
  ),
  mef('a token that is not a JWT', 401, 'invalidCredentials', (world) =>
    post(world, world.intentBody, bearer('x')),
  ),
  mef('an id_token as access token', 401, 'invalidCredentials', (world) =>
    post(world, world.intentBody, bearer(world.consented.idToken)),
  ),
  mef('a resource token as access token', 401, 'invalidCredentials', (world) =>
    post(world, world.intentBody, bearer(world.consented.resourceToken)),
  ),
  mef('a client assertion as access token', 401, 'invalidCredentials', (world) =>
    post(world, world.intentBody, bearer(world.usedAssertionForm.get('client_assertion')!)),
  ),
  mef('a tampered access token', 401, 'invalidCredentials', (world) =>
    post(world, world.intentBody, bearer(`${world.alice.accessToken.slice(0, -6)}AAAAAA`)),
  ),
  mef('a token without the scope', 403, 'accessDenied', (world) =>
    post(world, world.intentBody, bearer(world.alice.hubOnlyToken)),
  ),
  mef('a revoked token', 401, 'invalidCredentials', (world) =>
    post(world, world.intentBody, bearer(world.alice.revokedToken)),
  ),
];

const bodies: Row[] = [
  mef('no body', 422, 'invalidFormat', (world) => post(world, '')),
  mef('broken JSON', 400, 'invalidBody', (world) => post(world, '{"kind":')),
  mef('broken UTF-8', 400, 'invalidBody', (world) => post(world, brokenUtf8())),
  mef('a list', 422, 'invalidFormat', (world) => post(world, '[]')),
  mef('a NUL in a text', 400, 'invalidBody', (world) =>
    post(world, { ...world.intentBody, purpose: 'a\u0000b' }),
  ),
  mef('a lone surrogate', 400, 'invalidBody', (world) =>
    post(world, json({ ...world.intentBody, purpose: 'X' }).replace('"X"', '"\\ud800"')),
  ),
  mef('__proto__ in the body', 400, 'invalidBody', (world) =>
    post(world, '{"__proto__":{"admin":true},"kind":"quote"}'),
  ),
  mef('5,000 levels of nesting', 400, 'invalidBody', (world) =>
    post(world, '['.repeat(5000) + ']'.repeat(5000)),
  ),
  mef('a body of 3 MB', 413, 'invalidBody', (world) =>
    post(world, json({ ...world.intentBody, purpose: 'x'.repeat(3_000_000) })),
  ),
  mef('text instead of JSON', 415, 'invalidBody', (world) =>
    post(world, 'kind=quote', { 'content-type': 'text/plain' }),
  ),
];

const fields: Row[] = [
  changed('no kind', 'missingProperty', ({ kind: _, ...rest }) => rest),
  changed('an unknown kind', 'invalidValue', (intent) => ({ ...intent, kind: 'order66' })),
  changed('kind as a number', 'invalidValue', (intent) => ({ ...intent, kind: 7 })),
  changed('no payload', 'missingProperty', ({ payload: _, ...rest }) => rest),
  changed('payload as text', 'invalidFormat', (intent) => ({ ...intent, payload: 'quote' })),
  changed('a payload without quoteItem', 'missingProperty', (intent) => {
    const { quoteItem: _, ...payload } = intent['payload'] as Record<string, unknown>;
    return { ...intent, payload };
  }),
  changed('a payload with a wrong level', 'invalidValue', (intent) => ({
    ...intent,
    payload: { ...(intent['payload'] as object), buyerRequestedQuoteLevel: 'cheap' },
  })),
  changed('a payload with a wrong type', 'invalidFormat', (intent) => ({
    ...intent,
    payload: { ...(intent['payload'] as object), instantSyncQuote: 'no' },
  })),
  changed('no operations', 'missingProperty', ({ operations: _, ...rest }) => rest),
  changed('no operation in the list', 'missingProperty', (intent) => ({ ...intent, operations: [] })),
  changed('an unknown operation', 'invalidValue', (intent) => ({ ...intent, operations: ['dropTables'] })),
  changed('operations as text', 'invalidFormat', (intent) => ({ ...intent, operations: 'createQuote' })),
  changed('no purpose', 'missingProperty', ({ purpose: _, ...rest }) => rest),
  changed('a purpose of 10,000 characters', 'invalidValue', (intent) => ({
    ...intent,
    purpose: 'p'.repeat(10_000),
  })),
  changed('an unknown usage', 'invalidValue', (intent) => ({ ...intent, usage: 'forever' })),
  changed('expiry in the past', 'invalidValue', (intent) => ({
    ...intent,
    expiresAt: '2001-01-01T00:00:00Z',
  })),
  changed('expiry in a hundred years', 'invalidValue', (intent) => ({
    ...intent,
    expiresAt: '2126-01-01T00:00:00Z',
  })),
  changed('expiry that is no date', 'invalidFormat', (intent) => ({ ...intent, expiresAt: 'tomorrow' })),
  changed('an LEI with wrong check digits', 'invalidValue', (intent) => ({
    ...intent,
    onBehalfOf: '529900T8BM49AURSDO00',
  })),
  changed('an unknown member', 'unexpectedProperty', (intent) => ({ ...intent, status: 'authorized' })),
];

const headers: Row[] = [
  mef('an idempotency key of 41 characters', 400, 'invalidBody', (world) =>
    post(world, world.intentBody, { 'x-idempotency-key': 'k'.repeat(41) }),
  ),
  mef('an idempotency key with another body', 409, 'conflict', (world) =>
    post(
      world,
      { ...world.intentBody, purpose: 'Something else' },
      { 'x-idempotency-key': world.alice.usedIdempotencyKey },
    ),
  ),
];

const one = (
  title: string,
  method: string,
  id: (world: World) => string,
  more: Partial<HostileRequest> = {},
): Row => ({
  title: `${method} /intents/{id}: ${title}`,
  request: (world) => ({
    method,
    path: `/intents/${encodeURIComponent(id(world))}`,
    ...more,
    headers: { ...bearer(world.alice.accessToken), ...more.headers },
  }),
  status: 404,
  code: 'notFound',
  format: 'mef',
});
const mergePatch = { 'content-type': 'application/json' };

const others: Row[] = [
  one('an unknown intent', 'GET', () => 'urn:assent:intent:nothing'),
  one("another client's intent", 'GET', (world) => world.mallory.pendingIntent),
  one("another client's intent", 'DELETE', (world) => world.mallory.pendingIntent),
  one("another client's intent", 'PATCH', (world) => world.mallory.pendingIntent, {
    headers: mergePatch,
    body: '{"purpose":"mine"}',
  }),
  one('SQL as id', 'GET', () => "' OR 1=1 --"),
  one('HTML as id', 'GET', () => '<script>alert(1)</script>'),
  one('a NUL in the id', 'GET', () => 'a\u0000b'),
  one('400 characters as id', 'GET', () => 'x'.repeat(400)),
  {
    ...one('10 KB as id', 'GET', () => 'x'.repeat(10_000)),
    status: 414,
    code: 'uri-too-long',
    format: 'problem',
  },
  {
    ...one('a stale If-Match', 'PATCH', (world) => world.alice.pendingIntent, {
      headers: { ...mergePatch, 'if-match': '"99"' },
      body: '{"purpose":"new"}',
    }),
    status: 412,
    code: 'conflict',
  },
  {
    ...one('amending what is consumed', 'PATCH', (world) => world.consented.intentId, {
      headers: mergePatch,
      body: '{"purpose":"new"}',
    }),
    status: 409,
    code: 'conflict',
  },
  {
    ...one('revoking what is consumed', 'DELETE', (world) => world.consented.intentId),
    status: 409,
    code: 'conflict',
  },
];

const list = (title: string, query: string): Row => ({
  title: `GET /intents: ${title}`,
  request: (world) => ({
    method: 'GET',
    path: `/intents?${query}`,
    headers: bearer(world.alice.accessToken),
  }),
  status: 400,
  code: 'invalidQuery',
  format: 'mef',
});

const lists: Row[] = [
  list('a forged cursor', 'cursor=AAAA'),
  list('a limit that is no number', 'limit=all'),
  list('a negative limit', 'limit=-1'),
  list('limit twice', 'limit=1&limit=2'),
  list('an unknown status', 'status=lost'),
  list('SQL as status', `status=${encodeURIComponent("' OR 1=1 --")}`),
];

export const intentsRows: readonly Row[] = [...tokens, ...bodies, ...fields, ...headers, ...others, ...lists];
