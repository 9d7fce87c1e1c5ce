import type { World } from '../world.js';
import { bearer, brokenUtf8, type HostileRequest, json, omit, type Row } from './row.js';

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
    const request = post(world, world.intentBody);
    return { ...request, headers: omit(request.headers!, 'authorization') as Record<string, string> };
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
  changed('no kind', 'missingProperty', (intent) => omit(intent, 'kind')),
  changed('an unknown kind', 'invalidValue', (intent) => ({ ...intent, kind: 'order66' })),
  changed('kind as a number', 'invalidValue', (intent) => ({ ...intent, kind: 7 })),
  changed('no payload', 'missingProperty', (intent) => omit(intent, 'payload')),
  changed('payload as text', 'invalidFormat', (intent) => ({ ...intent, payload: 'quote' })),
  changed('a payload without quoteItem', 'missingProperty', (intent) => {
    return { ...intent, payload: omit(intent['payload'] as object, 'quoteItem') };
  }),
  changed('a payload with a wrong level', 'invalidValue', (intent) => ({
    ...intent,
    payload: { ...(intent['payload'] as object), buyerRequestedQuoteLevel: 'cheap' },
  })),
  changed('a payload with a wrong type', 'invalidFormat', (intent) => ({
    ...intent,
    payload: { ...(intent['payload'] as object), instantSyncQuote: 'no' },
  })),
  changed('no operations', 'missingProperty', (intent) => omit(intent, 'operations')),
  changed('no operation in the list', 'missingProperty', (intent) => ({ ...intent, operations: [] })),
  changed('an unknown operation', 'invalidValue', (intent) => ({ ...intent, operations: ['dropTables'] })),
  changed('operations as text', 'invalidFormat', (intent) => ({ ...intent, operations: 'createQuote' })),
  changed('no purpose', 'missingProperty', (intent) => omit(intent, 'purpose')),
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

export const stagingRows: readonly Row[] = [...tokens, ...bodies, ...fields, ...headers];
