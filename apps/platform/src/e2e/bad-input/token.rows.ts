import { authenticated } from '#testing';
import type { World } from '../world.js';
import { brokenUtf8, type Row } from './row.js';
import { clientCredentials, oauth, post } from './token-request.js';

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
  oauth('a code of 20 KB', 400, 'invalid_request', async (world) =>
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

export const tokenRows: readonly Row[] = [...grants, ...transport];
