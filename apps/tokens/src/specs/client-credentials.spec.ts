import { decodeJwt, decodeProtectedHeader } from 'jose';
import { opaqueId } from '#crypto';
import { issuer, Running } from './running-tokens.js';
import type { TestClient } from './test-client.js';

describe('POST /token, grant_type=client_credentials (RFC 6749 §4.4)', () => {
  let tokens: Running;
  let client: TestClient;
  beforeAll(async () => {
    tokens = await Running.start();
    client = await tokens.client();
  });
  afterAll(() => tokens.close());

  const ask = (form: Record<string, string> = {}) =>
    tokens.as(client, '/token', { grant_type: 'client_credentials', ...form });

  it('gives an access token of RFC 9068 for five minutes', async () => {
    const { status, body, headers } = await ask({ scope: 'intents' });
    expect({ status, body }).toEqual({
      status: 200,
      body: { access_token: expect.any(String), token_type: 'Bearer', expires_in: 300, scope: 'intents' },
    });
    expect(headers['cache-control']).toBe('no-store');
    const token = body.access_token as string;
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    const claims = decodeJwt(token);
    expect(claims).toEqual({
      iss: issuer,
      aud: issuer,
      sub: client.id,
      client_id: client.id,
      scope: 'intents',
      jti: expect.any(String),
      grant_id: expect.any(String),
      iat: expect.any(Number),
      exp: claims.iat! + 300,
    });
  });

  it('writes down which token was made by which key, asked for with which key, and never the token', async () => {
    const { body } = await ask({ scope: 'intents' });
    const token = body.access_token as string;
    const { jti, grant_id: grantId } = decodeJwt(token);
    const { rows } = await tokens.database.query('select * from tokens.event where stream = $1', [
      `grant-${String(grantId)}`,
    ]);
    expect(rows).toHaveLength(1);
    const { data } = rows[0] as { data: unknown };
    const { kid } = decodeProtectedHeader(token);
    expect(data).toMatchObject({ tokens: [{ use: 'access', jti, kid }], clientKid: client.kid });
    const all = await tokens.database.query('select e::text as row from tokens.event e');
    expect(JSON.stringify(all.rows)).not.toContain(token.split('.')[2]);
  });

  it('gives all that a client may have without a person, when no scope is asked for (§3.3)', async () => {
    expect((await ask()).body.scope).toBe('intents notifications listQuote retrieveQuote');
  });

  it.each([['openid'], ['createQuote'], ['cancelQuote'], ['intents openid'], ['unknown']])(
    'scope %j goes beyond that (§5.2 invalid_scope)',
    async (scope) => {
      const { status, body } = await ask({ scope });
      expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_scope' });
    },
  );

  it.each([[''], ['a  b'], [' a'], ['"'], ['é']])('scope %j is malformed', async (scope) => {
    const { status, body } = await ask({ scope });
    expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_scope' });
  });

  it('takes an assertion once: fifty at once give one token (RFC 7523 §3 (7))', async () => {
    const before = (await tokens.events()).length;
    const form = { grant_type: 'client_credentials', ...(await client.authentication(issuer, opaqueId())) };
    const answers = await Promise.all(Array.from({ length: 50 }, () => tokens.post('/token', form)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 401);
    expect(refused).toHaveLength(49);
    expect(refused.every(({ body }) => body.error === 'invalid_client')).toBe(true);
    expect((await tokens.events()).length).toBe(before + 1);
  });

  it('leaves the assertion unused where the request was refused', async () => {
    const authentication = await client.authentication(issuer);
    const form = { grant_type: 'client_credentials', ...authentication };
    expect((await tokens.post('/token', { ...form, scope: 'openid' })).status).toBe(400);
    expect((await tokens.post('/token', form)).status).toBe(200);
  });
});

describe('POST /token, whatever is wrong with it, writes nothing', () => {
  let tokens: Running;
  let client: TestClient;
  let modest: TestClient;
  beforeAll(async () => {
    tokens = await Running.start();
    client = await tokens.client();
    modest = await tokens.client({ grantTypes: ['authorization_code'] });
  });
  afterAll(() => tokens.close());

  const cc = { grant_type: 'client_credentials' };
  it.each<[string, number, string, () => Promise<Record<string, string | undefined> | string>]>([
    ['no grant type', 400, 'invalid_request', () => client.authentication(issuer)],
    [
      'an unknown grant type (RFC 6749 §5.2)',
      400,
      'unsupported_grant_type',
      async () => ({ grant_type: 'password', ...(await client.authentication(issuer)) }),
    ],
    [
      'a grant type that the client did not register',
      400,
      'unauthorized_client',
      async () => ({ ...cc, ...(await modest.authentication(issuer)) }),
    ],
    [
      'a parameter twice (§3.2)',
      400,
      'invalid_request',
      async () => `grant_type=client_credentials&grant_type=client_credentials`,
    ],
    [
      'a parameter of 20 KB',
      400,
      'invalid_request',
      async () => ({ ...cc, scope: 'a'.repeat(20_000), ...(await client.authentication(issuer)) }),
    ],
    ['no authentication', 401, 'invalid_client', () => Promise.resolve(cc)],
    ['a client_id alone', 401, 'invalid_client', () => Promise.resolve({ ...cc, client_id: client.id })],
    [
      'an assertion for another server',
      401,
      'invalid_client',
      async () => ({ ...cc, ...(await client.authentication('https://other.example')) }),
    ],
    [
      'an assertion of another client',
      401,
      'invalid_client',
      async () => ({ ...cc, ...(await client.authentication(issuer)), client_id: modest.id }),
    ],
    [
      'no code',
      400,
      'invalid_request',
      async () => ({ grant_type: 'authorization_code', ...(await client.authentication(issuer)) }),
    ],
    [
      'no refresh token',
      400,
      'invalid_request',
      async () => ({ grant_type: 'refresh_token', ...(await client.authentication(issuer)) }),
    ],
    [
      'a forged refresh token',
      400,
      'invalid_grant',
      async () => ({
        grant_type: 'refresh_token',
        refresh_token: 'Zm9yZ2Vk',
        ...(await client.authentication(issuer)),
      }),
    ],
  ])('%s', async (_what, status, error, form) => {
    const answer = await tokens.post('/token', await form());
    expect({ status: answer.status, error: answer.body.error }).toEqual({ status, error });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await tokens.events()).toEqual([]);
    const { rows } = await tokens.database.query('select * from tokens.claim');
    expect(rows).toEqual([]);
  });
});
