import { CompactEncrypt, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import * as oidc from 'openid-client';
import { Browser, flow, intentFor, opaque, ownQuote, type TestClient } from '#testing';
import { type ForeignFramework, REDIRECT, startForeignFramework } from './foreign-framework.js';
import { startTestPlatform, type TestPlatform } from './test-platform.js';

const ENCRYPTED = {
  id_token_signed_response_alg: 'ES256',
  request_object_encryption_alg: 'RSA-OAEP-256',
  request_object_encryption_enc: 'A256GCM',
  id_token_encrypted_response_alg: 'ECDH-ES+A256KW',
  id_token_encrypted_response_enc: 'A256CBC-HS512',
};

/** Everything encrypted, by clients that are not ours: openid-client reads, jose alone writes. */
describe('a Buyer that encrypts (MEF 128 R26, §7.4; OIDC Core §10.2)', () => {
  let framework: ForeignFramework;
  let platform: TestPlatform;
  let config: oidc.Configuration;
  let client: TestClient;
  let theirKeys: JWK[];
  let registered: object;

  beforeAll(async () => {
    framework = await startForeignFramework('ECDH-ES+A256KW');
    platform = await startTestPlatform({ ASSENT_TRUSTED_ISSUERS: framework.trusted });
    const answer = await flow.call<{ client_id: string }>('POST', `${platform.origin}/register`, {
      body: {
        software_statement: await framework.statement(),
        grant_types: ['client_credentials', 'authorization_code'],
        response_types: ['code id_token'],
        ...ENCRYPTED,
      },
    });
    registered = flow.demand(answer, 201, 'register');
    const clientId = answer.body.client_id;
    const key = { key: framework.signing.privateKey, kid: 'buyer-sig' };
    config = await oidc.discovery(
      new URL(platform.origin),
      clientId,
      { id_token_signed_response_alg: 'ES256' },
      oidc.PrivateKeyJwt(key),
      { execute: [oidc.allowInsecureRequests] },
    );
    oidc.useCodeIdTokenResponseType(config);
    oidc.enableDetachedSignatureResponseChecks(config);
    oidc.enableDecryptingResponses(config, ['A256CBC-HS512'], {
      key: framework.encryption.privateKey,
      alg: 'ECDH-ES+A256KW',
      kid: 'buyer-enc',
    });
    client = {
      clientId,
      issuer: platform.origin,
      redirectUri: REDIRECT,
      key: { private: framework.signing.privateKey, kid: 'buyer-sig', alg: 'ES256', publicJwk: {} },
    };
    const published = await flow.call<{ keys: JWK[] }>('GET', config.serverMetadata().jwks_uri!);
    theirKeys = published.body.keys.filter(({ use }) => use === 'enc');
  }, 180_000);
  afterAll(async () => {
    await platform.stop();
    framework.stop();
  });

  const signedRequest = async () => {
    const intent = await flow.stage(
      client,
      await flow.clientToken(client, 'intents'),
      intentFor(ownQuote('new-ethernet-line')),
    );
    const [nonce, state] = [opaque(), opaque()];
    const parameters = {
      redirect_uri: REDIRECT,
      scope: 'openid createQuote',
      claims: JSON.stringify({ id_token: { meflso_intent_id: { value: intent, essential: true } } }),
      nonce,
      state,
    };
    const key = { key: framework.signing.privateKey, kid: 'buyer-sig' };
    const url = await oidc.buildAuthorizationUrlWithJAR(config, parameters, key);
    return { jws: url.searchParams.get('request')!, intent, nonce, state };
  };

  /** As any software would by RFC 7516, with the header that MEF 128 R52 asks for. */
  const encrypted = async (jws: string, more: object = {}) => {
    const { kid, kty, n, e } = theirKeys.find((key) => key.kty === 'RSA')!;
    const header = {
      alg: 'RSA-OAEP-256',
      enc: 'A256GCM',
      kid: kid!,
      cty: 'JWT',
      accessjwk: { kty, n, e },
      ...more,
    };
    return new CompactEncrypt(Buffer.from(jws))
      .setProtectedHeader(header)
      .encrypt(await importJWK({ kty: kty!, n: n!, e: e! }, 'RSA-OAEP-256'));
  };
  const ask = (request: string) =>
    new URLSearchParams({ client_id: client.clientId, request, redirect_uri: REDIRECT });

  it('has what it registered', () => expect(registered).toMatchObject(ENCRYPTED));

  it('finds in discovery what it may encrypt with, and one key of each type to encrypt to', () => {
    expect(config.serverMetadata()).toMatchObject({
      request_object_encryption_alg_values_supported: ['RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW'],
      request_object_encryption_enc_values_supported: ['A128GCM', 'A256GCM', 'A256CBC-HS512'],
      id_token_encryption_alg_values_supported: ['RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW'],
      id_token_encryption_enc_values_supported: ['A128GCM', 'A256GCM', 'A256CBC-HS512'],
    });
    expect(theirKeys.map(({ kty, crv }) => crv ?? kty)).toEqual(['RSA', 'P-256', 'X25519']);
    expect(JSON.stringify(theirKeys)).not.toContain('"d"');
  });

  it('asks encrypted, and reads encrypted id_tokens from both endpoints, c_hash and s_hash inside', async () => {
    const { jws, intent, nonce, state } = await signedRequest();
    const response = await flow.decide(client, platform.person, ask(await encrypted(jws)));
    const front = response.get('id_token')!;
    expect(decodeProtectedHeader(front)).toMatchObject({
      alg: 'ECDH-ES+A256KW',
      enc: 'A256CBC-HS512',
      kid: 'buyer-enc',
      cty: 'JWT',
      accessjwk: { kty: 'EC', crv: 'P-256' },
    });
    // openid-client verifies iss, aud, nonce, c_hash and s_hash of the one, redeems the code, and reads the other.
    const address = new URL(`${REDIRECT}#${response}`);
    const tokens = await oidc.authorizationCodeGrant(config, address, {
      expectedNonce: nonce,
      expectedState: state,
    });
    expect(tokens.id_token!.split('.')).toHaveLength(5);
    expect(tokens.claims()).toMatchObject({
      iss: platform.origin,
      aud: client.clientId,
      meflso_intent_id: intent,
    });
  });

  it.each<[string, (jws: string) => Promise<string>]>([
    ['changed on the way', async (jws) => `${(await encrypted(jws)).slice(0, -4)}AAAA`],
    ['without accessjwk', (jws) => encrypted(jws, { accessjwk: undefined })],
    ['with another enc than registered', (jws) => encrypted(jws, { enc: 'A128GCM' })],
    ['compressed', (jws) => encrypted(jws, { zip: 'DEF' })],
    ['twice', async (jws) => encrypted(await encrypted(jws))],
  ])('is refused when its request is encrypted %s, and nothing is written', async (_title, make) => {
    const request = await make((await signedRequest()).jws);
    const before = (await platform.events())['authorization'];
    const page = await new Browser(platform.origin).follow(`/authorize?${ask(request)}`, REDIRECT);
    expect(page.url).toContain('error=invalid_request_object');
    expect((await platform.events())['authorization']).toBe(before);
  });
});
