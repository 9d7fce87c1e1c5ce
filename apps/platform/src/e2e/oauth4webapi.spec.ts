import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { eventually, flow, intentFor, opaque, ownQuote, type TestClient } from '#testing';
import { startTestPlatform, type TestPlatform } from './test-platform.js';

const insecure = { [oauth.allowInsecureRequests]: true };

describe('oauth4webapi, a client that is not ours', () => {
  let platform: TestPlatform;
  let as: oauth.AuthorizationServer;
  let own: TestClient;
  let client: oauth.Client;
  let authentication: oauth.ClientAuth;

  beforeAll(async () => {
    platform = await startTestPlatform();
    const issuer = new URL(platform.origin);
    as = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...insecure }),
    );
    const enrolled = await flow.enrol(platform.origin, 'webapi', 'http://localhost:9/webapi/callback');
    ({ client: own } = await flow.register(enrolled, { id_token_signed_response_alg: 'ES256' }));
    client = { client_id: own.clientId, id_token_signed_response_alg: 'ES256' };
    authentication = oauth.PrivateKeyJwt({ key: own.key.private, kid: own.key.kid });
  }, 120_000);
  afterAll(() => platform.stop());

  const authorize = async (responseType: string, more: Record<string, string> = {}) => {
    const payload = { ...ownQuote('new-ethernet-line'), externalId: opaque() };
    const intent = await flow.stage(own, await flow.clientToken(own, 'intents'), intentFor(payload));
    const [nonce, state] = [opaque(), opaque()];
    const claims = { id_token: { meflso_intent_id: { value: intent, essential: true } } };
    const parameters = {
      response_type: responseType,
      redirect_uri: own.redirectUri,
      scope: 'openid createQuote',
      claims: JSON.stringify(claims),
      nonce,
      state,
      ...more,
    };
    const key = { key: own.key.private, kid: own.key.kid };
    const request = await oauth.issueRequestObject(as, client, parameters, key);
    const query = new URLSearchParams({
      client_id: own.clientId,
      request,
      response_type: responseType,
      scope: 'openid createQuote',
    });
    return { response: await flow.decide(own, platform.person, query), nonce, state, intent, payload };
  };

  const redeem = async (callback: URLSearchParams, nonce: string, verifier: string | typeof oauth.nopkce) => {
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      authentication,
      callback,
      own.redirectUri,
      verifier,
      insecure,
    );
    return oauth.processAuthorizationCodeResponse(as, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
  };

  it('gets a token of its own with private_key_jwt (RFC 7523)', async () => {
    const parameters = { scope: 'intents' };
    const response = await oauth.clientCredentialsGrantRequest(
      as,
      client,
      authentication,
      parameters,
      insecure,
    );
    const answer = await oauth.processClientCredentialsResponse(as, client, response);
    expect(answer.token_type).toBe('bearer');
    expect(answer.scope).toBe('intents');
  });

  it('takes the id_token of the hybrid flow as a detached signature (FAPI 1.0 Advanced §5.1), and redeems the code', async () => {
    const { response, nonce, state, intent, payload } = await authorize('code id_token');
    const fragment = new URL(`${own.redirectUri}#${response}`);
    const callback = await oauth.validateDetachedSignatureResponse(
      as,
      client,
      fragment,
      nonce,
      state,
      undefined,
      insecure,
    );
    const tokens = await redeem(callback, nonce, oauth.nopkce);
    const claims = oauth.getValidatedIdTokenClaims(tokens)!;
    expect(claims['meflso_intent_id']).toBe(intent);
    // MEF 128 R33: the same subject from both endpoints.
    expect(claims.sub).toBe(decodeJwt(response.get('id_token')!).sub);
    const userinfo = await oauth.userInfoRequest(as, client, tokens.access_token, insecure);
    expect((await oauth.processUserInfoResponse(as, client, claims.sub, userinfo)).sub).toBe(claims.sub);
    const both = {
      access_token: tokens.access_token,
      resource_token: tokens['resource_token'] as string,
      id_token: '',
    };
    expect((await flow.createQuote(own, both, payload)).status).toBe(201);
  });

  it('uses PKCE in the code flow (RFC 7636)', async () => {
    const verifier = oauth.generateRandomCodeVerifier();
    const challenge = await oauth.calculatePKCECodeChallenge(verifier);
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    const { response, nonce, state } = await authorize('code', pkce);
    const callback = oauth.validateAuthResponse(as, client, response, state);
    expect((await redeem(callback, nonce, verifier)).access_token).toBeTruthy();
  });

  it('introspects and revokes its token (RFC 7662, RFC 7009)', async () => {
    const token = await flow.clientToken(own, 'intents');
    const introspect = async () => {
      const response = await oauth.introspectionRequest(as, client, authentication, token, insecure);
      return oauth.processIntrospectionResponse(as, client, response);
    };
    expect((await introspect()).active).toBe(true);
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(as, client, authentication, token, insecure),
    );
    expect((await introspect()).active).toBe(false);
    // Resource servers hear of it by event, within a second on a machine that is not busy.
    await eventually(async () => {
      const refused = await flow.call('GET', `${platform.origin}/intents`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(refused.status).toBe(401);
    });
  });
});
