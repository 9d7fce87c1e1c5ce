import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import type { PublicAuthorization } from '#contracts';
import { halfHash, sha256Base64url } from '#crypto';
import { inSeconds, verifier } from './consent.js';
import { type Answer, issuer, Running } from './running-tokens.js';
import type { Form, TestClient } from './test-client.js';

const claims = (token: unknown): JWTPayload => decodeJwt(token as string);
const result = ({ status, body }: Answer) => ({ status, error: body.error });
const invalidGrant = { status: 400, error: 'invalid_grant' };

describe('POST /token, grant_type=authorization_code (RFC 6749 §4.1.3)', () => {
  let tokens: Running;
  let client: TestClient;
  beforeAll(async () => {
    tokens = await Running.start();
    client = await tokens.client();
  });
  afterAll(() => tokens.close());

  it('gives an access token and a resource token for the intent (MEF 128 §6.3 step 4)', async () => {
    const { code, intents, view, authorizationId } = await tokens.consent(client);
    const { status, body } = await tokens.redeem(client, code);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 300, scope: 'openid createQuote' });
    expect(body).not.toHaveProperty('refresh_token'); // nothing recurs
    const [{ intentId, payloadHash }] = intents as [(typeof intents)[0]];
    const access = claims(body.access_token);
    expect(access).toMatchObject({
      sub: 'person',
      client_id: client.id,
      meflso_intent_id: intentId,
      acr: view.acr,
      auth_time: view.authTime,
    });
    expect(decodeProtectedHeader(body.resource_token as string).typ).toBe('meflso-resource+jwt');
    expect(claims(body.resource_token)).toEqual({
      iss: issuer,
      aud: `${issuer}/mefApi/sonata/quoteManagement/v8`,
      sub: 'person',
      client_id: client.id,
      iat: expect.any(Number),
      exp: access.exp,
      jti: expect.any(String),
      grant_id: access.grant_id,
      ath: sha256Base64url(body.access_token as string),
      meflso_intent_id: intentId,
      operations: ['createQuote'], // of the intent's operations, those in scope
      payload_hash: payloadHash,
    });
    expect(access.grant_id).not.toContain(authorizationId);
  });

  it('gives an id_token with the sub of the front channel (MEF 128 R31–R40)', async () => {
    const { code, intents, view } = await tokens.consent(client);
    const { body } = await tokens.redeem(client, code);
    const idToken = body.id_token as string;
    const keys = createLocalJWKSet({ keys: [...(await tokens.keys.publicKeys())] });
    await expect(compactVerify(idToken, keys)).resolves.toMatchObject({ protectedHeader: { alg: 'PS256' } });
    expect(claims(idToken)).toEqual({
      iss: issuer,
      sub: view.sub,
      aud: client.id,
      iat: expect.any(Number),
      exp: expect.any(Number),
      nonce: 'nonce',
      acr: view.acr,
      amr: view.amr,
      auth_time: view.authTime,
      meflso_intent_id: intents[0]!.intentId,
      at_hash: halfHash('PS256', body.access_token as string),
    });
  });

  it('signs the id_token as the client registered', async () => {
    const other = await tokens.client({ idTokenSignedResponseAlg: 'EdDSA' }, 'PS256');
    const { code } = await tokens.consent(other);
    const { body } = await tokens.redeem(other, code);
    expect(decodeProtectedHeader(body.id_token as string).alg).toBe('EdDSA');
  });

  it('is good for the approved intents alone, with a resource token for each', async () => {
    const consent = await tokens.consent(client, [{}, {}, {}]);
    const [one, declined, three] = consent.intents.map(({ intentId }) => intentId);
    const decisions: PublicAuthorization['intents'] = [
      { intentId: one!, decision: 'approved' },
      { intentId: declined!, decision: 'declined' },
      { intentId: three!, decision: 'approved' },
    ];
    const partly = await tokens.consent(client, [], { intents: decisions });
    const { body } = await tokens.redeem(client, partly.code);
    expect(claims(body.access_token).meflso_intent_id).toEqual([one, three]);
    expect(claims(body.id_token).meflso_intent_id).toEqual([one, three]);
    const resources = body.resource_token as string[];
    expect(resources.map((token) => claims(token).meflso_intent_id)).toEqual([one, three]);
  });

  it('never outlives the intent', async () => {
    const { code } = await tokens.consent(client, [{ expiresAt: inSeconds(100) }]);
    const { body } = await tokens.redeem(client, code);
    expect(body.expires_in).toBeLessThanOrEqual(100);
    expect(claims(body.resource_token).exp! - claims(body.resource_token).iat!).toBeLessThanOrEqual(100);
  });

  it.each<[string, Form]>([
    ['another redirect_uri (§4.1.3)', { redirect_uri: 'https://buyer.example/callback/' }],
    ['another code_verifier (RFC 7636 §4.6)', { code_verifier: verifier.replace('d', 'e') }],
    ['no code_verifier', { code_verifier: undefined }],
    ['a code_verifier that is too short', { code_verifier: 'short' }],
  ])('refuses %s, and the code stays good', async (_what, change) => {
    const { code } = await tokens.consent(client);
    const before = await tokens.events();
    expect(result(await tokens.redeem(client, code, change))).toEqual(invalidGrant);
    expect(await tokens.events()).toEqual(before);
    expect((await tokens.redeem(client, code)).status).toBe(200);
  });

  it('refuses a code_verifier where there was no challenge (RFC 9700 §4.8.2)', async () => {
    const { code } = await tokens.consent(client, [{}], { codeChallenge: undefined as never });
    expect(result(await tokens.redeem(client, code))).toEqual(invalidGrant);
    expect((await tokens.redeem(client, code, { code_verifier: undefined })).status).toBe(200);
  });

  it('refuses the code of another client, which ends nothing', async () => {
    const other = await tokens.client();
    const { code } = await tokens.consent(client);
    expect((await tokens.redeem(client, code)).status).toBe(200);
    const before = await tokens.events();
    expect(result(await tokens.redeem(other, code))).toEqual(invalidGrant);
    expect(await tokens.events()).toEqual(before);
  });

  it.each<[string, (code: string) => string]>([
    ['changed', (code) => `${code.slice(0, -2)}${code.endsWith('AA') ? 'BB' : 'AA'}`],
    ['invented', () => 'c29tZXRoaW5n'],
    ['too long to be one of ours', (code) => code.repeat(60)],
    ['not base64url', () => '%%%'],
  ])('refuses a code that is %s', async (_what, change) => {
    const { code } = await tokens.consent(client);
    expect(result(await tokens.redeem(client, change(code)))).toEqual(invalidGrant);
  });

  it('refuses a code after its 60 seconds', async () => {
    const { code } = await tokens.consent(client, [{}], { codeExpiresAt: inSeconds(-1) });
    expect(result(await tokens.redeem(client, code))).toEqual(invalidGrant);
  });

  it('refuses a code whose consent was denied', async () => {
    const { code } = await tokens.consent(client, [{}], { status: 'denied' });
    expect(result(await tokens.redeem(client, code))).toEqual(invalidGrant);
  });

  it.each(['revoked', 'expired', 'consumed', 'pending'] as const)(
    'refuses a code whose intent is %s',
    async (status) => {
      const { code } = await tokens.consent(client, [{ status }]);
      expect(result(await tokens.redeem(client, code))).toEqual(invalidGrant);
    },
  );

  it('refuses a code whose intent has run out, though nobody wrote that down yet', async () => {
    const { code } = await tokens.consent(client, [{ expiresAt: inSeconds(-1) }]);
    expect(result(await tokens.redeem(client, code))).toEqual(invalidGrant);
  });
});
