import { generateKeyPair } from 'jose';
import { assertion, authenticated, type JwtOptions, seconds, unsigned } from '../test-client.js';
import type { World } from '../world.js';
import { brokenUtf8, type HostileRequest, type Row } from './row.js';

const form = 'application/x-www-form-urlencoded';
const post = (body: URLSearchParams | string | Uint8Array<ArrayBuffer>, type = form): HostileRequest => ({
  method: 'POST',
  path: '/token',
  headers: { 'content-type': type },
  body,
});
const clientCredentials = { grant_type: 'client_credentials', scope: 'intents' };

const oauth = (title: string, status: number, code: string, request: Row['request']): Row => ({
  title: `POST /token: ${title}`,
  request,
  status,
  code,
  format: 'oauth',
});
const refusedAssertion = (title: string, options: (world: World) => JwtOptions | Promise<JwtOptions>): Row =>
  oauth(`an assertion ${title}`, 401, 'invalid_client', async (world) =>
    post(await authenticated(world.alice.client, clientCredentials, await options(world))),
  );

const assertions: Row[] = [
  refusedAssertion('with an HMAC', () => ({ header: { alg: 'HS256' }, key: new Uint8Array(32) })),
  oauth('an assertion with alg none', 401, 'invalid_client', async (world) => {
    const body = await authenticated(world.alice.client, clientCredentials);
    body.set('client_assertion', unsigned(await assertion(world.alice.client)));
    return post(body);
  }),
  refusedAssertion('signed with another key (RFC 7523 §3)', async () => ({
    key: (await generateKeyPair('ES256')).privateKey,
  })),
  refusedAssertion('with an unknown kid', () => ({ header: { kid: 'nobody' } })),
  refusedAssertion('with a kid that is a path', () => ({ header: { kid: '../../etc/passwd' } })),
  refusedAssertion('whose typ is an access token', () => ({ header: { typ: 'at+jwt' } })),
  refusedAssertion('for another audience', () => ({ claims: { aud: 'https://elsewhere.example' } })),
  refusedAssertion('without an audience', () => ({ without: ['aud'] })),
  refusedAssertion('without exp', () => ({ without: ['exp'] })),
  refusedAssertion('that is expired', () => ({ claims: { exp: seconds() - 120 } })),
  refusedAssertion('that lives an hour', () => ({ claims: { exp: seconds() + 3600 } })),
  refusedAssertion('that is not good yet', () => ({ claims: { nbf: seconds() + 600 } })),
  refusedAssertion('without jti', () => ({ without: ['jti'] })),
  refusedAssertion('with a jti of 10 KB', () => ({ claims: { jti: 'j'.repeat(10_000) } })),
  refusedAssertion('with a numeric jti', () => ({ claims: { jti: 7 as unknown as string } })),
  refusedAssertion('with sub of another client', (world) => ({
    claims: { sub: world.mallory.client.clientId },
  })),
  refusedAssertion('with iss of another client', (world) => ({
    claims: { iss: world.mallory.client.clientId },
  })),
  refusedAssertion('of a client that does not exist', () => ({ claims: { iss: 'nobody', sub: 'nobody' } })),
  refusedAssertion('with SQL as issuer', () => ({ claims: { iss: "' OR 1=1 --", sub: "' OR 1=1 --" } })),
  oauth('a replayed assertion (jti once)', 401, 'invalid_client', (world) => post(world.usedAssertionForm)),
  oauth('an id_token as assertion', 401, 'invalid_client', async (world) => {
    const body = await authenticated(world.alice.client, clientCredentials);
    body.set('client_assertion', world.consented.idToken);
    return post(body);
  }),
  oauth('an access token as assertion', 401, 'invalid_client', async (world) => {
    const body = await authenticated(world.alice.client, clientCredentials);
    body.set('client_assertion', world.consented.accessToken);
    return post(body);
  }),
  oauth('an assertion that is not a JWT', 401, 'invalid_client', async (world) => {
    const body = await authenticated(world.alice.client, clientCredentials);
    body.set('client_assertion', 'x.y.z');
    return post(body);
  }),
  oauth('an assertion with its signature cut off', 401, 'invalid_client', async (world) => {
    const body = await authenticated(world.alice.client, clientCredentials);
    body.set('client_assertion', (await assertion(world.alice.client)).replace(/\.[^.]*$/, '.'));
    return post(body);
  }),
  oauth('client_id of another client beside the assertion', 401, 'invalid_client', async (world) =>
    post(
      await authenticated(world.alice.client, {
        ...clientCredentials,
        client_id: world.mallory.client.clientId,
      }),
    ),
  ),
  oauth('a client secret instead', 401, 'invalid_client', (world) =>
    post(
      new URLSearchParams({
        ...clientCredentials,
        client_id: world.alice.client.clientId,
        client_secret: 'x',
      }),
    ),
  ),
  oauth('no authentication at all', 401, 'invalid_client', () =>
    post(new URLSearchParams(clientCredentials)),
  ),
  oauth('another assertion type', 401, 'invalid_client', async (world) => {
    const body = await authenticated(world.alice.client, clientCredentials);
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer');
    return post(body);
  }),
];

const grants: Row[] = [
  oauth('no grant_type (RFC 6749 §5.2)', 400, 'invalid_request', async (world) =>
    post(await authenticated(world.alice.client, { scope: 'intents' })),
  ),
  oauth('grant_type twice', 400, 'invalid_request', async (world) => {
    const body = await authenticated(world.alice.client, clientCredentials);
    body.append('grant_type', 'client_credentials');
    return post(body);
  }),
  oauth('an unknown grant_type', 400, 'unsupported_grant_type', async (world) =>
    post(await authenticated(world.alice.client, { grant_type: 'password', username: 'a', password: 'b' })),
  ),
  oauth('a scope that was never registered', 400, 'invalid_scope', async (world) =>
    post(await authenticated(world.alice.client, { grant_type: 'client_credentials', scope: 'root' })),
  ),
  oauth('createQuote without consent', 400, 'invalid_scope', async (world) =>
    post(await authenticated(world.alice.client, { grant_type: 'client_credentials', scope: 'createQuote' })),
  ),
  oauth('a scope with HTML', 400, 'invalid_scope', async (world) =>
    post(await authenticated(world.alice.client, { grant_type: 'client_credentials', scope: '<script>' })),
  ),
  oauth('a forged code', 400, 'invalid_grant', async (world) => post(await codeForm(world, 'AAAA'))),
  oauth('a code of 20 KB', 400, 'invalid_grant', async (world) =>
    post(await codeForm(world, 'A'.repeat(20_000))),
  ),
  oauth('no code', 400, 'invalid_request', async (world) =>
    post(
      await authenticated(world.alice.client, {
        grant_type: 'authorization_code',
        redirect_uri: world.alice.client.redirectUri,
      }),
    ),
  ),
  oauth("another client's code", 400, 'invalid_grant', async (world) => {
    const { client } = world.mallory;
    const fields = {
      grant_type: 'authorization_code',
      code: world.unredeemed.code,
      redirect_uri: client.redirectUri,
    };
    return post(await authenticated(client, fields));
  }),
  oauth('a code with another redirect_uri', 400, 'invalid_grant', async (world) => {
    const fields = {
      grant_type: 'authorization_code',
      code: world.unredeemed.code,
      redirect_uri: 'https://evil.example/cb',
    };
    return post(await authenticated(world.alice.client, fields));
  }),
  oauth('a code without redirect_uri', 400, 'invalid_request', async (world) =>
    post(
      await authenticated(world.alice.client, {
        grant_type: 'authorization_code',
        code: world.unredeemed.code,
      }),
    ),
  ),
  oauth('a forged refresh token', 400, 'invalid_grant', async (world) =>
    post(await authenticated(world.alice.client, { grant_type: 'refresh_token', refresh_token: 'AAAA' })),
  ),
  oauth("another client's refresh token", 400, 'invalid_grant', async (world) =>
    post(
      await authenticated(world.mallory.client, {
        grant_type: 'refresh_token',
        refresh_token: world.recurring.refreshToken,
      }),
    ),
  ),
  oauth('an access token as refresh token', 400, 'invalid_grant', async (world) =>
    post(
      await authenticated(world.alice.client, {
        grant_type: 'refresh_token',
        refresh_token: world.consented.accessToken,
      }),
    ),
  ),
];

const codeForm = (world: World, code: string): Promise<URLSearchParams> =>
  authenticated(world.alice.client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: world.alice.client.redirectUri,
  });

const transport: Row[] = [
  oauth('a JSON body', 415, 'invalid_request', () =>
    post('{"grant_type":"client_credentials"}', 'application/json'),
  ),
  oauth('no body', 400, 'invalid_request', () => post('')),
  oauth('a body of 2 MB', 413, 'invalid_request', () => post(`a=${'x'.repeat(2_000_000)}`)),
  oauth('broken UTF-8 escapes', 400, 'invalid_request', () => post('grant_type=%c3%28')),
  oauth('broken UTF-8 bytes', 400, 'invalid_request', () => post(brokenUtf8())),
  oauth('a NUL character', 400, 'invalid_request', () => post('grant_type=a%00b')),
  { ...oauth('GET', 405, 'invalid_request', () => ({ method: 'GET', path: '/token' })), title: 'GET /token' },
];

export const tokenRows: readonly Row[] = [...assertions, ...grants, ...transport];
