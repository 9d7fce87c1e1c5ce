import { generateKeyPair } from 'jose';
import { type JwtOptions, requestObject, seconds, unsigned } from '#testing';
import type { World } from '../world.js';
import type { HostileRequest, Row } from './row.js';

type Outer = Record<string, string>;

const open = (query: Outer | string): HostileRequest => ({
  method: 'GET',
  path: `/authorize?${typeof query === 'string' ? query : new URLSearchParams(query)}`,
});

/** An honest request of alice for her pending intent, but for what the row changes. */
const ask = async (world: World, options: JwtOptions = {}, outer: Outer = {}): Promise<HostileRequest> => {
  const { client } = world.alice;
  const request = await requestObject(client, world.alice.pendingIntent, options);
  return open({
    client_id: client.clientId,
    request,
    response_type: 'code id_token',
    scope: 'openid createQuote',
    ...outer,
  });
};

const onPage = (title: string, request: Row['request'], status = 400): Row => ({
  title: `GET /authorize: ${title}`,
  request,
  status,
  code: 'invalid_request',
  format: 'page',
});
const redirected = (title: string, code: string, request: Row['request']): Row => ({
  title: `GET /authorize: ${title}`,
  request,
  status: 303,
  code,
  format: 'redirect',
});
const withClaims = (title: string, code: string, claims: (world: World) => Record<string, unknown>): Row =>
  redirected(title, code, (world) => ask(world, { claims: claims(world) }));
/** The same inside and outside, so that only the value itself can be wrong. */
const bothSides = (title: string, code: string, parameter: Record<string, string>): Row =>
  redirected(title, code, (world) => ask(world, { claims: parameter }, parameter));
const intentClaim = (value: unknown): Record<string, unknown> => ({
  claims: { id_token: { meflso_intent_id: value } },
});

const beforeProof: Row[] = [
  onPage('no parameters', () => open('')),
  onPage('an unknown client', (world) => ask(world, {}, { client_id: 'nobody' })),
  onPage('client_id twice', async (world) => {
    const { path } = await ask(world);
    return { method: 'GET', path: `${path}&client_id=${world.alice.client.clientId}` };
  }),
  onPage('SQL as client_id', (world) => ask(world, {}, { client_id: "' OR '1'='1" })),
  onPage('HTML as client_id', (world) => ask(world, {}, { client_id: '"><script>alert(1)</script>' })),
  onPage('a redirect_uri that is not registered, inside (R20)', (world) =>
    ask(world, { claims: { redirect_uri: 'https://evil.example/cb' } }),
  ),
  onPage('a redirect_uri that is not registered, outside', (world) =>
    ask(world, {}, { redirect_uri: 'https://evil.example/cb' }),
  ),
  onPage('a registered redirect_uri with a path behind it', (world) =>
    ask(world, { claims: { redirect_uri: `${world.alice.client.redirectUri}/../evil` } }),
  ),
  onPage('a redirect_uri with user info', (world) =>
    ask(world, { claims: { redirect_uri: world.alice.client.redirectUri.replace('://', '://evil@') } }),
  ),
  onPage('a javascript: redirect_uri', (world) =>
    ask(world, { claims: { redirect_uri: 'javascript:alert(1)' } }),
  ),
  onPage('broken UTF-8 in a parameter', () => open('client_id=%c3%28')),
  onPage('a NUL character', () => open('client_id=a%00b')),
];

const requestObjects: Row[] = [
  redirected('a request object signed with another key (R26)', 'invalid_request_object', async (world) =>
    ask(world, { key: (await generateKeyPair('ES256')).privateKey }),
  ),
  redirected('a request object with an HMAC', 'invalid_request_object', (world) =>
    ask(world, { header: { alg: 'HS256' }, key: new Uint8Array(32) }),
  ),
  redirected('a request object with alg none (R54)', 'invalid_request_object', async (world) => {
    const request = unsigned(await requestObject(world.alice.client, world.alice.pendingIntent));
    return ask(world, {}, { request });
  }),
  redirected('a request object whose typ is an access token', 'invalid_request_object', (world) =>
    ask(world, { header: { typ: 'at+jwt' } }),
  ),
  redirected('a request object with an unknown kid', 'invalid_request_object', (world) =>
    ask(world, { header: { kid: 'x' } }),
  ),
  withClaims('iss of another client', 'invalid_request_object', (world) => ({
    iss: world.mallory.client.clientId,
  })),
  withClaims('client_id of another client inside (R18)', 'invalid_request_object', (world) => ({
    client_id: world.mallory.client.clientId,
  })),
  withClaims('aud of another server (FAPI 1.0 Advanced §5.2.2)', 'invalid_request_object', () => ({
    aud: 'https://elsewhere.example',
  })),
  redirected('no aud', 'invalid_request_object', (world) => ask(world, { without: ['aud'] })),
  redirected('no exp', 'invalid_request_object', (world) => ask(world, { without: ['exp'] })),
  redirected('no nbf', 'invalid_request_object', (world) => ask(world, { without: ['nbf'] })),
  withClaims('an expired request object', 'invalid_request_object', () => ({ exp: seconds() - 60 })),
  withClaims('a request object of two hours ago', 'invalid_request_object', () => ({
    nbf: seconds() - 7200,
    exp: seconds() - 3500,
  })),
  withClaims('a request object that lives a day', 'invalid_request_object', () => ({
    exp: seconds() + 86_400,
  })),
  withClaims('a request object that is not good yet', 'invalid_request_object', () => ({
    nbf: seconds() + 600,
  })),
];

const parameters: Row[] = [
  redirected('a scope outside that differs (R17)', 'invalid_request', (world) =>
    ask(world, {}, { scope: 'openid' }),
  ),
  redirected('a nonce outside that differs (R17)', 'invalid_request', (world) =>
    ask(world, {}, { nonce: 'other' }),
  ),
  bothSides('response_type token', 'unsupported_response_type', { response_type: 'token' }),
  bothSides('response_type none', 'unsupported_response_type', { response_type: 'none' }),
  redirected('no scope (R21)', 'invalid_scope', (world) => ask(world, { without: ['scope'] })),
  bothSides('a scope that does not start with openid (R22)', 'invalid_scope', {
    scope: 'createQuote openid',
  }),
  bothSides('a scope that was not registered (R23)', 'invalid_scope', { scope: 'openid root' }),
  bothSides('scopes with commas (R24)', 'invalid_scope', { scope: 'openid,createQuote' }),
  redirected('no nonce', 'invalid_request', (world) => ask(world, { without: ['nonce'] })),
  withClaims('a state of 10 KB', 'invalid_request', () => ({ state: 's'.repeat(10_000) })),
  withClaims('a state that is a number', 'invalid_request', () => ({ state: 7 })),
  withClaims('an unknown response_mode', 'invalid_request', () => ({ response_mode: 'query' })),
  withClaims('an unknown prompt', 'invalid_request', () => ({ prompt: 'dance' })),
  withClaims('a negative max_age', 'invalid_request', () => ({ max_age: -1 })),
  withClaims('max_age as text', 'invalid_request', () => ({ max_age: 'long' })),
  withClaims('an unknown acr_values (R30)', 'invalid_request', (world) => ({
    acr_values: 'urn:example:none',
    claims: { id_token: { meflso_intent_id: { value: world.alice.pendingIntent } } },
  })),
  withClaims('code without PKCE', 'invalid_request', () => ({ response_type: 'code' })),
  withClaims('plain PKCE', 'invalid_request', () => ({
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'plain',
  })),
];

const intents: Row[] = [
  redirected('no claims (R28)', 'invalid_request', (world) => ask(world, { without: ['claims'] })),
  withClaims('claims as text', 'invalid_request', () => ({ claims: 'all' })),
  withClaims('no meflso_intent_id (R28)', 'invalid_request', () => ({ claims: { id_token: {} } })),
  withClaims('an intent that does not exist (R29)', 'invalid_request', () =>
    intentClaim({ value: 'urn:assent:intent:nothing' }),
  ),
  withClaims("another client's intent (R29)", 'invalid_request', (world) =>
    intentClaim({ value: world.mallory.pendingIntent }),
  ),
  withClaims('an intent that is consumed', 'invalid_request', (world) =>
    intentClaim({ value: world.consented.intentId }),
  ),
  withClaims('an intent id that is a number', 'invalid_request', () => intentClaim({ value: 7 })),
  withClaims('the same intent twice', 'invalid_request', (world) =>
    intentClaim({ values: [world.alice.pendingIntent, world.alice.pendingIntent] }),
  ),
  withClaims('a hundred intents', 'invalid_request', () =>
    intentClaim({ values: Array.from({ length: 100 }, (_, n) => `urn:assent:intent:${n}`) }),
  ),
];

const unsupported: Row[] = [
  redirected('request_uri', 'request_uri_not_supported', (world) =>
    ask(world, {}, { request_uri: 'http://127.0.0.1:1/x' }),
  ),
  redirected('registration', 'registration_not_supported', (world) => ask(world, {}, { registration: '{}' })),
];

export const authorizeRows: readonly Row[] = [
  ...beforeProof,
  ...requestObjects,
  ...parameters,
  ...intents,
  ...unsupported,
];
