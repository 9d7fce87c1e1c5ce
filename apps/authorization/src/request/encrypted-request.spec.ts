import { CompactEncrypt } from 'jose';
import { encryptionKeys, sealed } from './encryption.fixture.js';
import { pipeline, REDIRECT, refusalOf, signed, wire } from './pipeline.fixture.js';

type Changes = Readonly<Record<string, unknown>>;
const SEALED = { client_id: 'sealed', response_type: undefined, scope: undefined };
const ours = {
  iss: 'sealed',
  client_id: 'sealed',
  claims: { id_token: { meflso_intent_id: { value: 'sealed' } } },
};
const asked = async (request: string, outer: Changes = {}) =>
  refusalOf(await wire({ ...SEALED, request, ...outer }));
const byJose = async (header: Changes, content: string) => {
  const { kid, publicKey, publicJwk } = await encryptionKeys.recipient('RSA-OAEP-256');
  const all = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid, accessjwk: publicJwk, cty: 'JWT', ...header };
  return new CompactEncrypt(Buffer.from(content)).setProtectedHeader(all).encrypt(publicKey);
};

describe('an encrypted request object (MEF 128 R26, RFC 9101 §6.1)', () => {
  it('is taken from a client that registered it, also with everything in it alone', async () => {
    expect(await asked(await sealed(await signed(ours)))).toEqual(['redirect', 'none']);
    expect(await asked(await sealed(await signed(ours)), { redirect_uri: undefined })).toEqual([
      'redirect',
      'none',
    ]);
  });

  it('may come as it is from a client that registered encryption (OIDC Registration §2: it may encrypt)', async () => {
    expect(await asked(await signed(ours))).toEqual(['redirect', 'none']);
  });

  it('is remembered as what was signed', async () => {
    const jws = await signed(ours);
    const request = await wire({ ...SEALED, request: await sealed(jws) });
    const addressed = await pipeline.address(request);
    expect(addressed.envelope).toEqual({ jws });
    expect(addressed.peeked).toMatchObject({ redirect_uri: REDIRECT });
  });

  it.each<[string, () => Promise<string>]>([
    ['by another alg than registered', async () => sealed(await signed(ours), 'ECDH-ES')],
    ['by another enc than registered', async () => sealed(await signed(ours), 'RSA-OAEP-256', 'A128GCM')],
    ['by the default enc of OIDC', async () => byJose({ enc: 'A128CBC-HS256' }, await signed(ours))],
    ['without accessjwk (R52)', async () => byJose({ accessjwk: undefined }, await signed(ours))],
    ['without cty', async () => byJose({ cty: undefined }, await signed(ours))],
    ['without kid', async () => byJose({ kid: undefined }, await signed(ours))],
    ['to a key that is not ours', async () => byJose({ kid: 'theirs' }, await signed(ours))],
    ['compressed', async () => byJose({ zip: 'DEF' }, await signed(ours))],
    ['twice', async () => byJose({}, await sealed(await signed(ours)))],
    ['with claims that nobody signed', async () => byJose({}, JSON.stringify(ours))],
    ['signed by nobody', async () => byJose({}, 'e30.e30.')],
    [
      'and changed on the way',
      async () => `${(await sealed(await signed(ours))).slice(0, -22)}${'A'.repeat(22)}`,
    ],
    ['and cut short', async () => (await sealed(await signed(ours))).slice(0, -12)],
  ])('is refused %s', async (_title, make) => {
    expect(await asked(await make())).toEqual(['redirect', 'invalid_request_object']);
  });

  it('is refused when it is of another client inside', async () => {
    expect(await asked(await sealed(await signed()))).toEqual(['redirect', 'invalid_request_object']);
  });

  it('is refused, and never decrypted, from a client that did not register it', async () => {
    const request = await sealed(await signed());
    expect(await refusalOf(await wire({ request }))).toEqual(['redirect', 'invalid_request_object']);
    const addressed = await pipeline.address(await wire({ request }));
    expect(addressed.envelope.jws).toBeUndefined();
  });

  it('leads nowhere when it cannot be opened and nothing else says where', async () => {
    const request = `${(await sealed(await signed(ours))).slice(0, -22)}${'A'.repeat(22)}`;
    expect(await asked(request, { redirect_uri: undefined })).toEqual(['page', 'invalid_request']);
  });
});

it('a client whose id_tokens cannot be encrypted is told before a person is asked', async () => {
  const request = await signed({ iss: 'keyless', client_id: 'keyless' });
  const outer = { client_id: 'keyless', response_type: undefined, scope: undefined, request };
  const addressed = await pipeline.address(await wire(outer));
  await expect(pipeline.complete(addressed)).rejects.toMatchObject({
    error: 'invalid_request',
    description: 'The application publishes no key that its id_tokens can be encrypted to.',
  });
});
