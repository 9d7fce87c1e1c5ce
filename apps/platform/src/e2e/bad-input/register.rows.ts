import { generateKeyPair, SignJWT } from 'jose';
import { seconds } from '#testing';
import type { World } from '../world.js';
import { bearer, brokenUtf8, type HostileRequest, json, type Row } from './row.js';

const post = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json'): HostileRequest => ({
  method: 'POST',
  path: '/register',
  headers: { 'content-type': type },
  body,
});
const row = (title: string, status: number, code: string, request: Row['request']): Row => ({
  title: `POST /register: ${title}`,
  request,
  status,
  code,
  format: 'oauth',
});
/** A registration with a fresh, honest statement of mallory's spare software, but for what the row adds. */
const register = async (world: World, extra: Record<string, unknown>): Promise<HostileRequest> =>
  post(json({ software_statement: await world.freshStatement(), ...extra }));

const forged = async (claims: Record<string, unknown>): Promise<string> => {
  const { privateKey } = await generateKeyPair('PS256');
  const body = { iss: 'https://evil.example', jti: 'x', iat: seconds(), exp: seconds() + 600, ...claims };
  return new SignJWT(body).setProtectedHeader({ alg: 'PS256', kid: 'x', typ: 'JWT' }).sign(privateKey);
};
const tampered = (jwt: string): string => {
  const [header, payload, signature] = jwt.split('.');
  const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object;
  const changed = Buffer.from(
    json({ ...claims, software_redirect_uris: ['https://evil.example/cb'] }),
  ).toString('base64url');
  return `${header}.${changed}.${signature}`;
};

const statements: Row[] = [
  row('no software statement', 400, 'invalid_software_statement', () => post(json({}))),
  row('a statement that is a number', 400, 'invalid_software_statement', () =>
    post(json({ software_statement: 7 })),
  ),
  row('a statement that is not a JWT', 400, 'invalid_software_statement', () =>
    post(json({ software_statement: 'a.b.c' })),
  ),
  row('an issuer that is not trusted', 400, 'unapproved_software_statement', async () =>
    post(json({ software_statement: await forged({}) })),
  ),
  row('the trusted issuer, but another key', 400, 'invalid_software_statement', async (world) =>
    post(json({ software_statement: await forged({ iss: world.statementIssuer }) })),
  ),
  row('changed redirect URIs in the statement', 400, 'invalid_software_statement', async (world) =>
    post(json({ software_statement: tampered(await world.freshStatement()) })),
  ),
  row('a statement that was used (jti once)', 400, 'invalid_software_statement', (world) =>
    post(json({ software_statement: world.mallory.usedStatement, client_name: 'Another body' })),
  ),
  row('a statement of 1 MB', 413, 'invalid_request', () =>
    post(json({ software_statement: 'x'.repeat(1_200_000) })),
  ),
  row('an id_token as statement', 400, 'unapproved_software_statement', (world) =>
    post(json({ software_statement: world.consented.idToken })),
  ),
];

const metadata: Row[] = [
  row('a redirect URI that is not in the statement', 400, 'invalid_redirect_uri', (world) =>
    register(world, { redirect_uris: ['https://evil.example/cb'] }),
  ),
  row('redirect URIs that are no list', 400, 'invalid_redirect_uri', (world) =>
    register(world, { redirect_uris: 'x' }),
  ),
  row('a javascript: redirect URI', 400, 'invalid_redirect_uri', (world) =>
    register(world, { redirect_uris: ['javascript:alert(1)'] }),
  ),
  row('client_secret_basic', 400, 'invalid_client_metadata', (world) =>
    register(world, { token_endpoint_auth_method: 'client_secret_basic' }),
  ),
  row('RS256 for request objects', 400, 'invalid_client_metadata', (world) =>
    register(world, { request_object_signing_alg: 'RS256' }),
  ),
  row('none for id_tokens', 400, 'invalid_client_metadata', (world) =>
    register(world, { id_token_signed_response_alg: 'none' }),
  ),
  row('the implicit grant', 400, 'invalid_client_metadata', (world) =>
    register(world, { grant_types: ['password'] }),
  ),
  row('response_type token', 400, 'invalid_client_metadata', (world) =>
    register(world, { response_types: ['token'] }),
  ),
  row('keys of its own', 400, 'invalid_client_metadata', (world) => register(world, { jwks: { keys: [] } })),
  row('another jwks_uri (SSRF)', 400, 'invalid_client_metadata', (world) =>
    register(world, { jwks_uri: 'http://169.254.169.254/latest/meta-data' }),
  ),
  row('a scope beyond its roles', 400, 'invalid_client_metadata', (world) =>
    register(world, { scope: 'openid root' }),
  ),
  row('a listener in a private network (SSRF)', 400, 'invalid_client_metadata', (world) =>
    register(world, {
      meflso_listener_token_endpoint: 'http://10.0.0.1/token',
      meflso_listener_client_id: 'x',
    }),
  ),
];

const transport: Row[] = [
  row('broken JSON', 400, 'invalid_request', () => post('{"software_statement":')),
  row('a JSON list', 400, 'invalid_client_metadata', () => post('[]')),
  row('broken UTF-8', 400, 'invalid_request', () => post(brokenUtf8())),
  row('a form', 415, 'invalid_request', () => post('a=b', 'application/x-www-form-urlencoded')),
];

const managed = (title: string, method: string, headers: (world: World) => Record<string, string>): Row => ({
  title: `${method} /register/{id}: ${title}`,
  request: (world) => ({ method, path: `/register/${world.alice.client.clientId}`, headers: headers(world) }),
  status: 401,
  code: 'invalid_token',
  format: 'oauth',
});

const management: Row[] = [
  managed('no token', 'GET', () => ({})),
  managed('a wrong token', 'GET', () => bearer('wrong')),
  managed("another client's registration token", 'GET', (world) => bearer(world.mallory.registrationToken)),
  managed("another client's registration token", 'DELETE', (world) =>
    bearer(world.mallory.registrationToken),
  ),
  managed('an access token', 'DELETE', (world) => bearer(world.alice.accessToken)),
  {
    ...managed('an unknown client', 'GET', (world) => bearer(world.alice.registrationToken)),
    request: (world) => ({
      method: 'GET',
      path: '/register/nobody',
      headers: bearer(world.alice.registrationToken),
    }),
  },
];

export const registerRows: readonly Row[] = [...statements, ...metadata, ...transport, ...management];
