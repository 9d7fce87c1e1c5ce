import { good, INTENT, pipeline, refusalOf, SECONDS, signed, wire } from './pipeline.fixture.js';

type Changes = Readonly<Record<string, unknown>>;
const inner = async (changes: Changes, header: Changes = {}) =>
  refusalOf(
    await wire({ request: await signed(changes, header), response_type: undefined, scope: undefined }),
  );
const intents = (...values: unknown[]) => ({ claims: { id_token: { meflso_intent_id: { values } } } });
const claim = (meflso_intent_id: unknown) => ({ claims: { id_token: { meflso_intent_id } } });

describe('what the request object says', () => {
  it.each([
    ['FAPI Advanced §5.2.2: iss of another', { iss: 'client-2' }],
    ['client_id of another', { client_id: 'client-2' }],
    ['item 15: no aud', { aud: undefined }],
    ['item 15: aud of another', { aud: 'https://other.example' }],
    ['RFC 9101 §10.8: sub as in a client assertion', { sub: 'client-1' }],
    ['RFC 9101 §4: a request in the request', { request: 'x' }],
    ['a jti of no text', { jti: 7 }],
    ['item 13: no exp', { exp: undefined }],
    ['item 13: expired', { nbf: SECONDS - 300, exp: SECONDS }],
    ['item 17: no nbf', { nbf: undefined }],
    ['item 17: nbf older than 60 minutes', { nbf: SECONDS - 3601, exp: SECONDS - 1 + 2 }],
    ['item 13: exp more than 60 minutes after nbf', { exp: SECONDS + 3601 }],
    ['nbf to come', { nbf: SECONDS + 60 }],
    ['exp that is no number', { exp: 'tomorrow' }],
  ])('%s', async (_title, changes) =>
    expect(await inner(changes)).toEqual(['redirect', 'invalid_request_object']),
  );

  it('item 15: aud may be one of several', async () =>
    expect(await inner({ aud: ['https://other.example', good.aud] })).toEqual(['redirect', 'none']));

  it.each([
    ['R16: no response_type', { response_type: undefined }, 'invalid_request'],
    ['R16: id_token alone', { response_type: 'id_token' }, 'unsupported_response_type'],
    ['R16: token', { response_type: 'token' }, 'unsupported_response_type'],
    ['an unknown response_mode', { response_mode: 'web_message' }, 'invalid_request'],
    ['tokens in a query', { response_mode: 'query' }, 'invalid_request'],
    ['R21: no scope', { scope: undefined }, 'invalid_scope'],
    ['R22: scope that does not start with openid', { scope: 'createQuote openid' }, 'invalid_scope'],
    ['R23: scope that was not registered', { scope: 'openid cancelQuote' }, 'invalid_scope'],
    ['R24: scope separated by commas', { scope: 'openid,createQuote' }, 'invalid_scope'],
    ['R24: scope separated by two spaces', { scope: 'openid  createQuote' }, 'invalid_scope'],
    ['R38: no nonce', { nonce: undefined }, 'invalid_request'],
    ['R38: an empty nonce', { nonce: '' }, 'invalid_request'],
    ['a nonce that is too long', { nonce: 'x'.repeat(513) }, 'invalid_request'],
    ['state with a line break', { state: 'a\r\nSet-Cookie: b=c' }, 'invalid_request'],
    ['PKCE plain', { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }, 'invalid_request'],
    ['PKCE without a method', { code_challenge: 'x'.repeat(43) }, 'invalid_request'],
    [
      'PKCE with a short challenge',
      { code_challenge: 'x', code_challenge_method: 'S256' },
      'invalid_request',
    ],
    ['code without PKCE', { response_type: 'code' }, 'invalid_request'],
    ['R30: an unknown acr value', { acr_values: 'urn:meflso:sca' }, 'invalid_request'],
    [
      'R30: an unknown acr claim',
      { claims: { id_token: { ...good.claims.id_token, acr: { values: ['0'] } } } },
      'invalid_request',
    ],
    ['max_age that is no number', { max_age: '5' }, 'invalid_request'],
    ['max_age below zero', { max_age: -1 }, 'invalid_request'],
    ['prompt none with login', { prompt: 'none login' }, 'invalid_request'],
    ['an unknown prompt', { prompt: 'create' }, 'invalid_request'],
    ['R28: no claims', { claims: undefined }, 'invalid_request'],
    ['R28: claims that are a list', { claims: [] }, 'invalid_request'],
    ['R28: no intent', { claims: { id_token: {} } }, 'invalid_request'],
    ['R28: an intent of null', claim(null), 'invalid_request'],
    ['R28: an intent without value', claim({ essential: true }), 'invalid_request'],
    ['R28: an intent that is a number', claim({ value: 7 }), 'invalid_request'],
    ['R28: value and values', claim({ value: INTENT, values: [INTENT] }), 'invalid_request'],
    ['R28: no values', intents(), 'invalid_request'],
    ['R28: the same intent twice', intents(INTENT, INTENT), 'invalid_request'],
    [
      'R28: more intents than a page holds',
      intents(...Array.from({ length: 21 }, (_, i) => String(i))),
      'invalid_request',
    ],
    ['R29: an unknown intent', claim({ value: 'unknown' }), 'invalid_request'],
    ['R29: an intent of another client', claim({ value: 'theirs' }), 'invalid_request'],
    ['R29: one good intent and one of another client', intents(INTENT, 'theirs'), 'invalid_request'],
    ['R29: an intent that is decided', claim({ value: 'done' }), 'invalid_request'],
    ['R29: an intent whose time is over', claim({ value: 'late' }), 'invalid_request'],
    [
      'userinfo that names another intent',
      { claims: { ...good.claims, userinfo: { meflso_intent_id: { value: 'second' } } } },
      'invalid_request',
    ],
  ])('%s', async (_title, changes, error) => expect(await inner(changes)).toEqual(['redirect', error]));

  it('R16: a response_type that the client did not register', async () => {
    const request = await signed(
      { iss: 'narrow', client_id: 'narrow', response_type: 'code id_token token' },
      { alg: 'ES256' },
    );
    expect(await refusalOf(await wire({ client_id: 'narrow', request, response_type: undefined }))).toEqual([
      'redirect',
      'unauthorized_client',
    ]);
  });
  it('R29: an intent of another client answers as one that does not exist', async () => {
    const messageOf = async (value: string) => {
      const request = await wire({ request: await signed(claim({ value })) });
      return pipeline
        .complete(await pipeline.address(request))
        .catch((error: Error & { description: string }) => error.description);
    };
    expect(await messageOf('theirs')).toBe(await messageOf('unknown'));
  });
});
