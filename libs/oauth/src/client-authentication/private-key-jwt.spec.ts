import { SignJWT } from 'jose';
import type { PublicClient } from '#contracts';
import { type KeyPair, importSigningKey, generateSigningKey, sha256Base64url } from '#crypto';
import { authenticationOf, issuer, now } from './private-key-jwt.fixture.js';

const seconds = now.getTime() / 1000;
const audiences = [issuer, `${issuer}/token`];
const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const good = { iss: 'buyer', sub: 'buyer', aud: issuer, exp: seconds + 60, iat: seconds, jti: 'j-1' };
const base = {
  clientId: 'buyer',
  status: 'active',
  profile: 'mef-128',
  jwksUri: 'https://buyer.example/jwks',
};

let pairs: Record<string, KeyPair>;
let client: Partial<PublicClient>;
beforeAll(async () => {
  const algorithms = ['PS256', 'ES256', 'EdDSA'] as const;
  const made = await Promise.all(algorithms.map(generateSigningKey));
  pairs = Object.fromEntries(made.map((pair) => [pair.alg, pair]));
});
beforeEach(() => void (client = base as PublicClient));

const published = () => ({
  status: 200,
  text: JSON.stringify({ keys: Object.values(pairs).map(({ publicJwk }) => publicJwk) }),
});

const authentication = (answer = published()) => authenticationOf(client as PublicClient, answer);

const assertion = async (claims: object = {}, header: object = {}, alg = 'ES256') => {
  const { privateKey, kid } = await importSigningKey(pairs[alg]!.privateJwk, alg as 'ES256');
  return new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg, kid, ...header }).sign(privateKey);
};

const authenticate = async (claims?: object, header?: object, alg?: string) =>
  authentication().authenticate(
    { client_assertion_type: type, client_assertion: await assertion(claims, header, alg) },
    audiences,
  );

describe('private_key_jwt', () => {
  it.each(['PS256', 'ES256', 'EdDSA'])('authenticates a client by %s', async (alg) => {
    const { client: found, kid, claims } = await authenticate({}, {}, alg);
    expect(found).toBe(client);
    expect(kid).toBe(pairs[alg]!.kid);
    expect(claims).toEqual([
      {
        scope: 'client-assertion',
        key: sha256Base64url('["buyer","j-1"]'),
        expiresAt: '2026-01-01T00:01:10.000Z',
      },
    ]);
  });

  it('tells a suspended client so that proved its key, and nobody else', async () => {
    client = { ...client, status: 'suspended' };
    await expect(authenticate()).rejects.toMatchObject({ reason: 'client-suspended' });
    await expect(authenticate({ aud: 'other' })).rejects.toMatchObject({ reason: 'invalid-client' });
  });

  it.each([
    ['audience the endpoint', { aud: `${issuer}/token` }, {}],
    ['audience both, as an array', { aud: [issuer, `${issuer}/token`] }, {}],
    ['no iat', { iat: undefined }, {}],
    ['typ JWT', {}, { typ: 'JWT' }],
    ['typ client-authentication+jwt', {}, { typ: 'client-authentication+jwt' }],
    ['expiry five minutes ahead', { exp: seconds + 300 }, {}],
    ['a jti of 255 characters', { jti: 'j'.repeat(255) }, {}],
  ])('accepts %s', async (_title, claims, header) => {
    await expect(authenticate(claims, header)).resolves.toMatchObject({ client });
  });

  it.each([
    ['RFC 7523 §3 (1): iss not the client', { iss: 'other' }, {}, 'wrong-issuer'],
    ['RFC 7523 §3 (2): sub of an unknown client', { sub: 'other' }, {}, 'unknown-client'],
    ['sub missing', { sub: undefined }, {}, 'missing-claim'],
    ['sub too long', { sub: 'b'.repeat(256) }, {}, 'missing-claim'],
    ['RFC 7523 §3 (3): aud missing', { aud: undefined }, {}, 'missing-claim'],
    ['aud of another server', { aud: 'https://other.example' }, {}, 'wrong-audience'],
    ['aud of us and of another server', { aud: [issuer, 'https://other.example'] }, {}, 'wrong-audience'],
    ['aud with a slash more', { aud: `${issuer}/` }, {}, 'wrong-audience'],
    ['RFC 7523 §3 (4): exp missing', { exp: undefined }, {}, 'missing-claim'],
    ['exp passed', { exp: seconds - 11 }, {}, 'expired'],
    ['exp more than five minutes ahead', { exp: seconds + 311 }, {}, 'lives-too-long'],
    ['exp as text', { exp: String(seconds + 60) }, {}, 'malformed-claims'],
    ['RFC 7523 §3 (5): nbf in the future', { nbf: seconds + 60 }, {}, 'not-yet-valid'],
    ['RFC 7523 §3 (6): iat in the future', { iat: seconds + 60 }, {}, 'not-yet-valid'],
    ['iat long ago', { iat: seconds - 400 }, {}, 'too-old'],
    ['RFC 7523 §3 (7): jti missing', { jti: undefined }, {}, 'missing-claim'],
    ['jti too long', { jti: 'j'.repeat(256) }, {}, 'malformed-claims'],
    ['jti a number', { jti: 1 }, {}, 'malformed-claims'],
    ['an unknown kid', {}, { kid: 'x' }, 'unknown-kid'],
    ['no kid (MEF 128 R45)', {}, { kid: undefined }, 'missing-kid'],
    ['typ of an access token', {}, { typ: 'at+jwt' }, 'wrong-kind'],
    ['typ of a resource token', {}, { typ: 'meflso-resource+jwt' }, 'wrong-kind'],
    ['typ of a request object', {}, { typ: 'oauth-authz-req+jwt' }, 'wrong-kind'],
    ['typ of an internal token', {}, { typ: 'assent-internal+jwt' }, 'wrong-kind'],
    ['the claims of a request object', { response_type: 'code' }, {}, 'wrong-kind'],
    ['the claims of a software statement', { software_id: 's' }, {}, 'wrong-kind'],
    ['the claims of a DPoP proof', { htm: 'POST' }, {}, 'wrong-kind'],
  ])('refuses %s', async (_title, claims, header, cause) => {
    await expect(authenticate(claims, header)).rejects.toMatchObject({
      reason: 'invalid-client',
      detail: { cause },
    });
  });

  it.each([
    ['no assertion', { client_assertion_type: type }, 'missing-assertion'],
    ['no type', { client_assertion: 'a.b.c' }, 'wrong-assertion-type'],
    [
      'another type',
      { client_assertion_type: 'saml2-bearer', client_assertion: 'a.b.c' },
      'wrong-assertion-type',
    ],
    ['a client secret', { client_id: 'buyer', client_secret: 's' }, 'wrong-authentication-method'],
    ['text for an assertion', { client_assertion_type: type, client_assertion: 'x' }, 'not-a-compact-jws'],
    ['a huge one', { client_assertion_type: type, client_assertion: 'x'.repeat(99_999) }, 'oversized'],
  ])('refuses %s', async (_title, form, cause) => {
    const attempt = authentication().authenticate(form, audiences);
    await expect(attempt).rejects.toMatchObject({ reason: 'invalid-client', detail: { cause } });
  });

  it('refuses a client_id in the form that is another (RFC 7521 §4.2)', async () => {
    const form = { client_assertion_type: type, client_assertion: await assertion() };
    await expect(
      authentication().authenticate({ ...form, client_id: 'other' }, audiences),
    ).rejects.toMatchObject({ detail: { cause: 'wrong-client-id' } });
    await expect(
      authentication().authenticate({ ...form, client_id: 'buyer' }, audiences),
    ).resolves.toBeDefined();
  });

  it('refuses a deleted client as if it had never been', async () => {
    client = { ...client, status: 'deleted' };
    await expect(authenticate()).rejects.toMatchObject({ detail: { cause: 'unknown-client' } });
  });

  it('refuses an algorithm the client did not register, or its profile does not have', async () => {
    client = { ...client, tokenEndpointAuthSigningAlg: 'PS256' };
    await expect(authenticate()).rejects.toMatchObject({ detail: { cause: 'forbidden-algorithm' } });
    client = { ...base, profile: 'uae-api-hub' } as PublicClient;
    await expect(authenticate()).rejects.toMatchObject({ detail: { cause: 'forbidden-algorithm' } });
  });

  it('FAPI 2.0 §5.3.2.1: takes the issuer alone as audience', async () => {
    client = { ...client, profile: 'fapi2' };
    await expect(authenticate()).resolves.toBeDefined();
    await expect(authenticate({ aud: `${issuer}/token` })).rejects.toMatchObject({
      detail: { cause: 'wrong-audience' },
    });
  });

  it.each([
    [
      'cannot be fetched now: nothing is known against the client',
      502,
      '',
      'jwks-unavailable',
      'unreachable',
    ],
    [
      'are not a JWK set: what it publishes is its own doing',
      200,
      '[]',
      'invalid-client',
      'jwks-unavailable',
    ],
  ])('tells the client whose keys %s', async (_title, status, text, reason, cause) => {
    const form = { client_assertion_type: type, client_assertion: await assertion() };
    const refused = authentication({ status, text }).authenticate(form, audiences);
    await expect(refused).rejects.toMatchObject({ reason, detail: { cause } });
  });

  it('never quotes what was sent', async () => {
    const sent = await assertion({ jti: 'j'.repeat(300) });
    const form = { client_assertion_type: type, client_assertion: sent };
    const refused: unknown = await authentication()
      .authenticate(form, audiences)
      .catch((error: unknown) => error);
    expect(JSON.stringify(refused)).toBe(
      '{"reason":"invalid-client","detail":{"cause":"malformed-claims"},"name":"Refused"}',
    );
  });
});
