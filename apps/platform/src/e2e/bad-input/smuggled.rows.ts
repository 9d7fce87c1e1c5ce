import { assertion, authenticated, ownQuote, requestObject } from '#testing';
import type { World } from '../world.js';
import { bearer, type HostileRequest, json, type Row } from './row.js';

const sendJson = (path: string, body: string, headers: Record<string, string> = {}): HostileRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

const staged = (world: World, payload: object): HostileRequest =>
  sendJson('/intents', json({ ...world.intentBody, payload }), bearer(world.alice.accessToken));

/** A number that JSON can write and a double cannot hold: it becomes an Infinity, which has no RFC 8785 form. */
const numbers: Row[] = [
  {
    title: 'POST /register: a number beyond doubles (RFC 7493 §2.2)',
    request: () => sendJson('/register', '{"software_statement":"a.b.c","n":1e400}'),
    status: 400,
    code: 'invalid_request',
    format: 'oauth',
  },
  {
    title: 'POST /intents: a number beyond doubles under an idempotency key (RFC 7493 §2.2)',
    request: ({ alice }) =>
      sendJson('/intents', '{"n":-1e400}', { ...bearer(alice.accessToken), 'x-idempotency-key': 'infinite' }),
    status: 400,
    code: 'invalidBody',
    format: 'mef',
  },
];

/** Texts that PostgreSQL cannot be asked for, in JWTs, which no body parser looks into. */
const texts: Row[] = [
  {
    title: 'POST /token: an assertion of a subject with a NUL, by nobody',
    request: async ({ alice }) => ({
      method: 'POST',
      path: '/token',
      body: await authenticated(
        alice.client,
        { grant_type: 'client_credentials' },
        { claims: { iss: 'a\u0000b', sub: 'a\u0000b' } },
      ),
    }),
    status: 401,
    code: 'invalid_client',
    format: 'oauth',
  },
  {
    title: 'GET /authorize: an intent id with a NUL',
    request: async ({ alice: { client } }) => {
      const request = await requestObject(client, 'urn:assent:intent:\u0000');
      const query = new URLSearchParams({
        client_id: client.clientId,
        redirect_uri: client.redirectUri,
        request,
        response_type: 'code id_token',
        scope: 'openid createQuote',
      });
      return { method: 'GET', path: `/authorize?${query}` };
    },
    status: 303,
    code: 'invalid_request_object',
    format: 'redirect',
  },
];

const list = (query: string): Row['request'] => {
  return ({ alice }) => ({ method: 'GET', path: `/intents?${query}`, headers: bearer(alice.accessToken) });
};
const cursor = (...values: unknown[]): string =>
  `cursor=${Buffer.from(JSON.stringify(values)).toString('base64url')}`;
const badList = (title: string, query: string): Row => ({
  title: `GET /intents: ${title}`,
  request: list(query),
  status: 400,
  code: 'invalidQuery',
  format: 'mef',
});

/** Times that one of JavaScript and PostgreSQL knows, and the other does not. */
const times: Row[] = [
  badList('since the year 0', 'createdAt.gt=0000-01-01T00:00:00Z'),
  badList('since after the year 9999', `createdAt.gt=${encodeURIComponent('9999-12-31T23:59:59-23:59')}`),
  badList('a forged cursor after the year 9999', cursor('+275760-09-13T00:00:00.000Z', 'x')),
  badList('a forged cursor before the year 1', cursor('-000001-01-01T00:00:00.000Z', 'x')),
  badList('a forged cursor of a list', cursor('2026-01-01T00:00:00.000Z', ['urn:assent:intent:x'])),
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59'].map((requestedQuoteCompletionDate): Row => ({
    title: `POST /intents: a quote wanted by ${requestedQuoteCompletionDate}, which no list could hold`,
    request: (world) => staged(world, { ...ownQuote('new-ethernet-line'), requestedQuoteCompletionDate }),
    status: 422,
    code: 'invalidFormat',
    format: 'mef-list',
  })),
];

/** A repeat of alice's registration, which gives a new registration access token to who proves her key. */
const proof = (title: string, claims: (origin: string) => Record<string, unknown>): Row => ({
  title: `POST /register: a repeat proven by ${title}`,
  request: async ({ alice, origin }) =>
    sendJson(
      '/register',
      json({
        ...alice.request,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await assertion(alice.client, { claims: claims(origin) }),
      }),
    ),
  status: 400,
  code: 'invalid_client_metadata',
  format: 'oauth',
});

const proofs: Row[] = [
  proof('an assertion for the issuer, as the token endpoint takes it', (origin) => ({ aud: origin })),
  proof('an assertion for the token endpoint', (origin) => ({ aud: `${origin}/token` })),
  proof('an assertion for this endpoint and others', (origin) => ({ aud: [`${origin}/register`, origin] })),
];

/** What is only found by what happens to it later on. */
export const smuggledRows: readonly Row[] = [...numbers, ...texts, ...times, ...proofs];
