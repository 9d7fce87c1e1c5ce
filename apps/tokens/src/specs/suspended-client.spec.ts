import { eventually } from '#testing';
import { Running } from './running-tokens.js';
import type { TestClient } from './test-client.js';

const inAYear = new Date(Date.now() + 31_536_000_000).toISOString();
const forItself = { grant_type: 'client_credentials' };

describe('a client that is suspended', () => {
  let tokens: Running;
  let client: TestClient;
  beforeAll(async () => {
    tokens = await Running.start();
  });
  beforeEach(async () => {
    client = await tokens.client();
  });
  afterAll(() => tokens.close());

  const ended = (count: number, before: number) =>
    eventually(async () =>
      expect((await tokens.events()).slice(before)).toEqual(
        Array.from({ length: count }, () => 'GrantEnded'),
      ),
    );
  const suspend = async () => {
    const grants = await tokens.events();
    await tokens.suspendClient(client);
    return grants.length;
  };
  // The consumer that ends grants may be ahead of the one that fills the replicas.
  const heard = () =>
    eventually(async () => expect((await tokens.as(client, '/token', forItself)).status).toBe(401));
  const userinfo = async (token: unknown) =>
    (
      await tokens.inject({
        method: 'GET',
        url: '/userinfo',
        headers: { authorization: `Bearer ${String(token)}` },
      })
    ).status;
  const recurring = async () => {
    const { code } = await tokens.consent(client, [{ usage: 'recurring', expiresAt: inAYear }]);
    return (await tokens.redeem(client, code)).body;
  };

  it('loses its tokens for good, and is told so where it proves its key (RFC 6749 §5.2)', async () => {
    const { access_token, refresh_token } = await recurring();
    const refresh = { grant_type: 'refresh_token', refresh_token: String(refresh_token) };
    await tokens.as(client, '/token', forItself);
    const { code } = await tokens.consent(client);
    await ended(2, await suspend());
    await heard();
    const before = await tokens.events();
    expect(await userinfo(access_token)).toBe(401);
    for (const form of [forItself, refresh, { grant_type: 'authorization_code', code }]) {
      const { status, body } = await tokens.as(client, '/token', form);
      expect([status, body.error, body.error_description]).toEqual([
        401,
        'invalid_client',
        'The client is suspended; its registration tells why',
      ]);
    }
    for (const path of ['/introspect', '/revoke'])
      expect(await tokens.as(client, path, { token: String(access_token) })).toMatchObject({
        status: 401,
        body: { error: 'invalid_client' },
      });
    expect(await tokens.events()).toEqual(before);
  });

  it('says nothing of it to one who does not prove the key', async () => {
    await tokens.suspendClient(client);
    const { body } = await tokens.post('/token', {
      ...(await client.authentication('https://elsewhere.example')),
      ...forItself,
    });
    expect(body).toMatchObject({
      error: 'invalid_client',
      error_description: 'The client did not authenticate',
    });
  });

  it('gets new tokens when it is reinstated, and none of the old ones back', async () => {
    const { access_token, refresh_token } = await recurring();
    const { code } = await tokens.consent(client);
    await ended(1, await suspend());
    await tokens.reinstateClient(client);
    const fresh = await tokens.as(client, '/token', { ...forItself, scope: 'intents' });
    expect(fresh.status).toBe(200);
    const active = async (token: unknown) =>
      (await tokens.as(client, '/introspect', { token: String(token) })).body.active;
    expect(await Promise.all([access_token, refresh_token, fresh.body.access_token].map(active))).toEqual([
      false,
      false,
      true,
    ]);
    expect(await userinfo(access_token)).toBe(401);
    const refresh = { grant_type: 'refresh_token', refresh_token: String(refresh_token) };
    for (const answer of [await tokens.as(client, '/token', refresh), await tokens.redeem(client, code)])
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const later = await tokens.consent(client);
    expect((await tokens.redeem(client, later.code)).status).toBe(200);
  });
});
