import { SignJWT } from 'jose';
import { returnAddress } from './return-address.js';
import { good, INTENT, keys, pipeline, REDIRECT, refusalOf, signed, wire } from './pipeline.fixture.js';

type Changes = Readonly<Record<string, unknown>>;
const inner = async (changes: Changes, header: Changes = {}) =>
  refusalOf(
    await wire({ request: await signed(changes, header), response_type: undefined, scope: undefined }),
  );
const outer = async (changes: Changes) => refusalOf(await wire(changes));
const claim = (meflso_intent_id: unknown) => ({ claims: { id_token: { meflso_intent_id } } });

describe('a request that passes', () => {
  it.each(['PS256', 'ES256', 'EdDSA'])('FAPI 1.0 Advanced §8.6: is signed with %s', async (alg) =>
    expect(await inner({}, { alg })).toEqual(['redirect', 'none']),
  );
  it.each(['code id_token', 'code id_token token', 'id_token code'])(
    'MEF 128 R16: asks for %s',
    async (response_type) => expect(await inner({ response_type })).toEqual(['redirect', 'none']),
  );
  it('RFC 7636: asks for code with PKCE', async () =>
    expect(
      await inner({
        response_type: 'code',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      }),
    ).toEqual(['redirect', 'none']));
  it('RFC 9101 §5: carries all but client_id in its object', async () =>
    expect(await outer({ response_type: undefined, scope: undefined, redirect_uri: undefined })).toEqual([
      'redirect',
      'none',
    ]));
  it('R28: names several intents', async () =>
    expect(await inner(claim({ values: [INTENT, 'second'] }))).toEqual(['redirect', 'none']));
  it('figure 6: names the same intent under userinfo', async () =>
    expect(
      await inner({ claims: { userinfo: { meflso_intent_id: { value: INTENT } }, ...good.claims } }),
    ).toEqual(['redirect', 'none']));
  it('O2: has no state', async () => expect(await inner({ state: undefined })).toEqual(['redirect', 'none']));
  it('OIDC Core §3.1.2.1: is posted', async () =>
    expect(await refusalOf(await wire({}, 'POST /authorize'))).toEqual(['redirect', 'none']));
  it('FAPI 1.0 Advanced §5.2.2 item 10: is what its object says, whatever is beside it', async () => {
    const complete = await pipeline.complete(
      await pipeline.address(await wire({ max_age: '5', prompt: 'none' })),
    );
    expect(complete.object).toEqual(good);
    expect(complete.intents.map(({ intentId }) => intentId)).toEqual([INTENT]);
  });
});

describe('a request whose client or redirect URI is not proven gets a page, never a redirect', () => {
  it.each([
    ['MEF 128 R18: no client_id', { client_id: undefined }, 'invalid_request'],
    ['R18: an unknown client', { client_id: 'unknown' }, 'unauthorized_client'],
    ['R18: a deleted client', { client_id: 'deleted' }, 'unauthorized_client'],
    ['R18: a client_id that cannot be one', { client_id: "' or 1=1 --\u0007" }, 'unauthorized_client'],
    ['R20: another redirect URI', { redirect_uri: 'https://evil.example/cb' }, 'invalid_request'],
    ['R20: a redirect URI with something after it', { redirect_uri: `${REDIRECT}/` }, 'invalid_request'],
    [
      'R20: a redirect URI with another case',
      { redirect_uri: 'https://BUYER.example/cb' },
      'invalid_request',
    ],
    ['R20: a redirect URI of another scheme', { redirect_uri: 'javascript:alert(1)' }, 'invalid_request'],
    ['R19: no redirect URI anywhere', { redirect_uri: undefined, request: 'not.a.jwt' }, 'invalid_request'],
  ])('%s', async (_title, changes, error) => expect(await outer(changes)).toEqual(['page', error]));

  it('RFC 6749 §3.1: a doubled client_id, a doubled redirect_uri', async () => {
    const request = await wire();
    expect(await refusalOf({ ...request, repeated: ['client_id'] })).toEqual(['page', 'invalid_request']);
    expect(await refusalOf({ ...request, repeated: ['redirect_uri'] })).toEqual(['page', 'invalid_request']);
  });
  it('a foreign redirect URI in the object, where no other is', async () =>
    expect(
      await refusalOf(
        await wire({
          redirect_uri: undefined,
          request: await signed({ redirect_uri: 'https://evil.example' }),
        }),
      ),
    ).toEqual(['page', 'invalid_request']));
});

describe('the envelope', () => {
  it.each([
    ['R25: no request object', { request: undefined }, 'invalid_request'],
    ['request_uri', { request_uri: 'https://buyer.example/ro' }, 'request_uri_not_supported'],
    ['registration', { registration: '{}' }, 'registration_not_supported'],
    ['a state of more than 2 KiB', { state: 'x'.repeat(2049) }, 'invalid_request'],
    ['a request of more than 32 KiB', { request: 'x'.repeat(32_769) }, 'invalid_request'],
    ['R17: another response_type outside', { response_type: 'code' }, 'invalid_request'],
    ['R17: another scope outside', { scope: 'openid' }, 'invalid_request'],
    ['R17: another state outside', { state: 'other' }, 'invalid_request'],
    ['R17: another nonce outside', { nonce: 'other' }, 'invalid_request'],
    ['R17: other claims outside', { claims: '{"id_token":{}}' }, 'invalid_request'],
  ])('%s', async (_title, changes, error) => expect(await outer(changes)).toEqual(['redirect', error]));

  it('RFC 6749 §3.1: a doubled parameter', async () =>
    expect(await refusalOf({ ...(await wire()), repeated: ['state'] })).toEqual([
      'redirect',
      'invalid_request',
    ]));
  it('a POST with parameters in its address', async () =>
    expect(await refusalOf({ ...(await wire({}, 'POST /authorize')), strayQuery: true })).toEqual([
      'redirect',
      'invalid_request',
    ]));
});

describe('the signature of the request object (R26; FAPI 1.0 Advanced §5.2.2 item 1, §8.6)', () => {
  const none = (payload: object) =>
    `${btoa('{"alg":"none"}')}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.`;
  const [RSA] = [keys['PS256']!.privateKey];

  it('none', async () =>
    expect(await outer({ request: none(good) })).toEqual(['redirect', 'invalid_request_object']));
  it('HMAC', async () => {
    const request = await new SignJWT({ ...good })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new Uint8Array(32));
    expect(await outer({ request })).toEqual(['redirect', 'invalid_request_object']);
  });
  it('RS256', async () => {
    const request = await new SignJWT({ ...good }).setProtectedHeader({ alg: 'RS256' }).sign(RSA);
    expect(await outer({ request })).toEqual(['redirect', 'invalid_request_object']);
  });
  it('a changed payload', async () => {
    const [header, , signature] = (await signed()).split('.');
    const payload = Buffer.from(JSON.stringify({ ...good, scope: 'openid' })).toString('base64url');
    expect(await outer({ request: `${header}.${payload}.${signature}`, scope: undefined })).toEqual([
      'redirect',
      'invalid_request_object',
    ]);
  });
  it('another algorithm than the client registered', async () =>
    expect(
      await refusalOf(
        await wire({ client_id: 'narrow', request: await signed({ iss: 'narrow', client_id: 'narrow' }) }),
      ),
    ).toEqual(['redirect', 'invalid_request_object']));
  it('an encrypted object', async () =>
    expect(await outer({ request: 'a.b.c.d.e' })).toEqual(['redirect', 'invalid_request_object']));
  it('nothing of the sort', async () =>
    expect(await outer({ request: '..' })).toEqual(['redirect', 'invalid_request_object']));
  it.each(['at+jwt', 'meflso-resource+jwt', 'oauth-client-attestation+jwt', 'secevent+jwt'])(
    'RFC 8725 §3.11: a JWT of kind %s',
    async (typ) => expect(await inner({}, { typ })).toEqual(['redirect', 'invalid_request_object']),
  );
  it.each(['JWT', 'oauth-authz-req+jwt'])('may be of kind %s', async (typ) =>
    expect(await inner({}, { typ })).toEqual(['redirect', 'none']),
  );
});

describe('where an error goes', () => {
  const addressOf = async (changes: Changes) => returnAddress(await pipeline.address(await wire(changes)));

  it('to the registered redirect URI, with the state that was sent', async () =>
    expect(await addressOf({})).toEqual({
      clientId: 'client-1',
      redirectUri: REDIRECT,
      responseMode: 'fragment',
      state: 'state-1',
    }));
  it('with the state beside an object that cannot be read', async () =>
    expect(await addressOf({ request: 'x', state: 'beside' })).toMatchObject({
      state: 'beside',
      responseMode: 'fragment',
    }));
  it('in the query when a code alone was asked', async () =>
    expect(await addressOf({ request: 'x', response_type: 'code' })).toMatchObject({
      responseMode: 'query',
    }));
  it('as a form when that was asked', async () =>
    expect(await addressOf({ request: await signed({ response_mode: 'form_post' }) })).toMatchObject({
      responseMode: 'form_post',
    }));
  it('without a state that could break a header', async () =>
    expect(await addressOf({ request: await signed({ state: 'a\r\nb' }) })).not.toHaveProperty('state'));
});
