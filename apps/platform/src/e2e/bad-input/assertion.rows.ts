import { generateKeyPair } from 'jose';
import { assertion, authenticated, type JwtOptions, seconds, unsigned } from '#testing';
import type { World } from '../world.js';
import type { Row } from './row.js';
import { clientCredentials, oauth, post } from './token-request.js';

const refusedAssertion = (title: string, options: (world: World) => JwtOptions | Promise<JwtOptions>): Row =>
  oauth(`an assertion ${title}`, 401, 'invalid_client', async (world) =>
    post(await authenticated(world.alice.client, clientCredentials, await options(world))),
  );

export const assertionRows: readonly Row[] = [
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
