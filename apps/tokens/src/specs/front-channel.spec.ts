import { decodeJwt, SignJWT } from 'jose';
import { CoreSettings } from '#service';
import { issuer, Running } from './running-tokens.js';
import type { TestClient } from './test-client.js';

describe('POST /internal/tokens/front-channel, for response_type=code id_token token (OIDC Core §3.3.2.5)', () => {
  let tokens: Running;
  let client: TestClient;
  beforeAll(async () => {
    tokens = await Running.start();
    client = await tokens.client();
  });
  afterAll(() => tokens.close());

  const internal = (target: string): Promise<string> =>
    new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'assent-internal+jwt' })
      .setIssuer('authorization')
      .setAudience(target)
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(tokens.app.get(CoreSettings).sharedKey(`internal:${target}`));
  const ask = async (payload: object, target = 'tokens') =>
    tokens.inject({
      method: 'POST',
      url: '/internal/tokens/front-channel',
      headers: { authorization: `Bearer ${await internal(target)}` },
      payload,
    });

  it('gives an access token, and no resource token, under the grant that the code redeems into', async () => {
    const { authorizationId, version, code, intents } = await tokens.consent(client);
    const { status, body } = await ask({ authorizationId, version });
    expect({ status, body }).toEqual({
      status: 200,
      body: { access_token: expect.any(String), expires_in: 300, token_type: 'Bearer' },
    });
    const front = decodeJwt(body.access_token as string);
    expect(front).toMatchObject({
      iss: issuer,
      sub: 'person',
      client_id: client.id,
      meflso_intent_id: intents[0]!.intentId,
    });
    const redeemed = await tokens.redeem(client, code);
    expect(decodeJwt(redeemed.body.access_token as string).grant_id).toBe(front.grant_id);
  });

  it('may be asked again until the code is redeemed, and not after', async () => {
    const { authorizationId, version, code } = await tokens.consent(client);
    expect((await ask({ authorizationId, version })).status).toBe(200);
    expect((await ask({ authorizationId, version })).status).toBe(200);
    await tokens.redeem(client, code);
    const { status, body } = await ask({ authorizationId, version });
    expect({ status, type: body.type }).toEqual({
      status: 409,
      type: 'urn:assent:problem:code-already-redeemed',
    });
  });

  it('ends with the grant when the code is used twice', async () => {
    const { authorizationId, version, code } = await tokens.consent(client);
    const { body } = await ask({ authorizationId, version });
    await tokens.redeem(client, code);
    await tokens.redeem(client, code);
    const introspected = await tokens.as(client, '/introspect', { token: String(body.access_token) });
    expect(introspected.body).toEqual({ active: false });
  });

  it('is refused where nobody consented, or no intent is left', async () => {
    const denied = await tokens.consent(client, [{}], { status: 'denied' });
    const { authorizationId, version } = denied;
    expect((await ask({ authorizationId, version })).body.type).toBe(
      'urn:assent:problem:consent-not-granted',
    );
    const over = await tokens.consent(client, [{ status: 'revoked' }]);
    expect((await ask({ authorizationId: over.authorizationId, version: over.version })).body.type).toBe(
      'urn:assent:problem:intent-not-authorized',
    );
  });

  it('is for our own services alone', async () => {
    const { authorizationId, version } = await tokens.consent(client);
    expect((await ask({ authorizationId, version }, 'intents')).status).toBe(401);
    const bare = await tokens.inject({
      method: 'POST',
      url: '/internal/tokens/front-channel',
      payload: { authorizationId, version },
    });
    expect(bare.status).toBe(401);
  });
});
