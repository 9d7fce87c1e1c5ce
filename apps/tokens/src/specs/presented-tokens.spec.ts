import { decodeJwt } from 'jose';
import { eventually } from '#testing';
import { issuer, Running } from './running-tokens.js';
import type { TestClient } from './test-client.js';

describe('tokens that come back', () => {
  let tokens: Running;
  let client: TestClient;
  let other: TestClient;
  beforeAll(async () => {
    tokens = await Running.start();
    client = await tokens.client();
    other = await tokens.client();
  });
  afterAll(() => tokens.close());

  const granted = async (owner = client) => {
    const consent = await tokens.consent(owner, [{ usage: 'recurring' }]);
    return { ...consent, body: (await tokens.redeem(owner, consent.code)).body as Record<string, string> };
  };
  const introspect = async (token: string, by = client) =>
    (await tokens.as(by, '/introspect', { token })).body;
  const userinfo = (token?: string, method: 'GET' | 'POST' = 'GET') =>
    tokens.inject({
      method,
      url: '/userinfo',
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });

  describe('introspection (RFC 7662)', () => {
    it('tells the owner of an access token what it is good for', async () => {
      const { body } = await granted();
      const claims = decodeJwt(body.access_token!);
      expect(await introspect(body.access_token!)).toEqual({
        active: true,
        token_type: 'Bearer',
        ...claims,
      });
    });

    it('tells of resource and refresh tokens as well', async () => {
      const { body, intents } = await granted();
      expect(await introspect(body.resource_token!)).toMatchObject({
        active: true,
        aud: `${issuer}/mefApi/sonata/quoteManagement/v8`,
        operations: ['createQuote'],
      });
      expect(await introspect(body.refresh_token!)).toEqual({
        active: true,
        client_id: client.id,
        scope: 'openid createQuote',
        sub: 'person',
        jti: expect.any(String),
        exp: expect.any(Number),
        grant_id: decodeJwt(body.access_token!).grant_id,
        meflso_intent_id: intents[0]!.intentId,
      });
    });

    it('says the same of everything else: no oracle (§4)', async () => {
      const { body } = await granted();
      const access = body.access_token!;
      const foreign = await introspect(access, other);
      const rotated = await granted();
      await tokens.as(client, '/token', {
        grant_type: 'refresh_token',
        refresh_token: rotated.body.refresh_token,
      });
      const others = [
        foreign,
        await introspect('nonsense'),
        await introspect('a.b.c'),
        await introspect(`${access.slice(0, -4)}AAAA`),
        await introspect(body.id_token!), // an id_token is no access token (RFC 8725 §3.11)
        await introspect(rotated.body.refresh_token!),
        await introspect((await client.authentication(issuer)).client_assertion!),
      ];
      expect(others).toEqual(others.map(() => ({ active: false })));
    });

    it('demands a token, and authentication', async () => {
      expect((await tokens.as(client, '/introspect', {})).body.error).toBe('invalid_request');
      expect((await tokens.post('/introspect', { token: 'x' })).status).toBe(401);
    });

    it('uses up the assertion', async () => {
      const form = { token: 'x', ...(await client.authentication(issuer)) };
      expect((await tokens.post('/introspect', form)).status).toBe(200);
      expect((await tokens.post('/introspect', form)).status).toBe(401);
    });

    it('accepts the endpoint itself as audience (RFC 7523 §3)', async () => {
      const form = { token: 'x', ...(await client.authentication(`${issuer}/introspect`)) };
      expect((await tokens.post('/introspect', form)).status).toBe(200);
      const elsewhere = { token: 'x', ...(await client.authentication(`${issuer}/introspect`)) };
      expect((await tokens.post('/token', { ...elsewhere, grant_type: 'client_credentials' })).status).toBe(
        401,
      );
    });

    it('finds a used intent’s resource token inactive, and its access token still good for reading', async () => {
      const { code, intents } = await tokens.consent(client);
      const { body } = await tokens.redeem(client, code);
      await tokens.tellIntent('IntentConsumptionRecorded', { ...intents[0]!, status: 'consumed' });
      await eventually(async () =>
        expect(await introspect(body.resource_token as string)).toEqual({ active: false }),
      );
      expect((await introspect(body.access_token as string)).active).toBe(true);
    });
  });

  describe('revocation (RFC 7009)', () => {
    it.each(['access_token', 'resource_token', 'refresh_token'])(
      'of the %s ends all that came of the same consent (§2.1)',
      async (which) => {
        const { body } = await granted();
        const { status } = await tokens.as(client, '/revoke', { token: body[which] });
        expect(status).toBe(200);
        for (const token of ['access_token', 'resource_token', 'refresh_token'])
          expect(await introspect(body[token]!)).toEqual({ active: false });
      },
    );

    it('of an unknown token succeeds (§2.2), and writes nothing', async () => {
      const before = await tokens.events();
      expect((await tokens.as(client, '/revoke', { token: 'unknown' })).status).toBe(200);
      expect(await tokens.events()).toEqual(before);
    });

    it('of another’s token looks the same, and leaves it as it is', async () => {
      const { body } = await granted();
      const before = await tokens.events();
      expect((await tokens.as(other, '/revoke', { token: body.access_token })).status).toBe(200);
      expect(await tokens.events()).toEqual(before);
      expect((await introspect(body.access_token!)).active).toBe(true);
    });

    it('demands a token, and authentication', async () => {
      expect((await tokens.as(client, '/revoke', {})).body.error).toBe('invalid_request');
      expect((await tokens.post('/revoke', { token: 'x' })).status).toBe(401);
    });
  });

  describe('userinfo (OIDC Core §5.3)', () => {
    it.each(['GET', 'POST'] as const)('by %s says whose consent the token stands for', async (method) => {
      const { body, intents, view } = await granted();
      const answer = await userinfo(body.access_token, method);
      expect(answer.status).toBe(200);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.body).toEqual({
        sub: view.sub,
        meflso_intent_id: intents[0]!.intentId,
        acr: view.acr,
        auth_time: view.authTime,
      });
      expect(answer.body.sub).toBe(decodeJwt(body.id_token!).sub); // OIDC Core §5.3.2
    });

    it('demands a token, without telling more (RFC 6750 §3.1)', async () => {
      const { status, headers } = await userinfo();
      expect({ status, challenge: headers['www-authenticate'] }).toEqual({
        status: 401,
        challenge: 'Bearer',
      });
    });

    it.each<[string, (body: Record<string, string>) => string]>([
      ['a refresh token', (body) => body.refresh_token!],
      ['a resource token', (body) => body.resource_token!],
      ['an id_token', (body) => body.id_token!],
      ['a token whose signature was changed', (body) => `${body.access_token!.slice(0, -4)}AAAA`],
    ])('refuses %s', async (_what, choose) => {
      const { body } = await granted();
      const { status, headers, body: error } = await userinfo(choose(body));
      expect({ status, error: error.error }).toEqual({ status: 401, error: 'invalid_token' });
      expect(headers['www-authenticate']).toMatch(/^Bearer error="invalid_token"/);
    });

    it('demands the scope openid', async () => {
      const { body } = await tokens.as(client, '/token', { grant_type: 'client_credentials' });
      const { status, body: error } = await userinfo(body.access_token as string);
      expect({ status, error: error.error }).toEqual({ status: 403, error: 'insufficient_scope' });
    });

    it('is over when the token is revoked', async () => {
      const { body } = await granted();
      await tokens.as(client, '/revoke', { token: body.refresh_token });
      expect((await userinfo(body.access_token)).status).toBe(401);
    });
  });
});
