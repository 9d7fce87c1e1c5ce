import { bodyFormOf, bodyForms, chooseBodyForm } from './body-forms.js';
import { type BodyPolicy, signBody, verifyBody, type WireBody } from './signed-body.js';
import { makeReader, openerOf } from '../jwe/jwe.fixture.js';
import { makeSigner, part, policyOf, reasonOf } from '../jws/jws.fixture.js';
import { signDetached } from '../jws/detached-jws.js';
import { signJws } from '../jws/jws.js';

let signer: Awaited<ReturnType<typeof makeSigner>>;
let reader: Awaited<ReturnType<typeof makeReader>>;
beforeAll(async () => {
  [signer, reader] = [await makeSigner(), await makeReader()];
});

const now = new Date('2026-01-01T00:00:00Z');
const seconds = now.getTime() / 1000;
const data = { instantSyncQuote: false, quoteItem: [{ id: 'Zürich' }] };
const claims = { iss: 'buyer', aud: 'https://seller.example', iat: seconds, jti: 'j1' };
const policy = (more: Partial<BodyPolicy> = {}): BodyPolicy => ({
  ...policyOf(signer.set),
  forms: bodyForms,
  now,
  issuer: 'buyer',
  audiences: ['https://seller.example'],
  maxAge: 60,
  ...more,
});
const payloadOf = ({ text }: WireBody) =>
  JSON.parse(Buffer.from(text.split('.')[1]!, 'base64url').toString());

describe('a signed body', () => {
  it.each(bodyForms)('as %s gives its data back', async (form) => {
    const body = await signBody(form, signer.keys.ES256, { data, claims });
    expect(await verifyBody(body, policy())).toMatchObject({ form, data, encrypted: false });
  });

  it('detached is the JSON itself, signed beside it', async () => {
    const body = await signBody('detached', signer.keys.PS256, { data, claims });
    expect(body).toMatchObject({ contentType: 'application/json;charset=utf-8', text: JSON.stringify(data) });
    expect(body.signature).toMatch(/^[\w-]+\.\.[\w-]+$/);
  });

  it('as application/jose is what the guide of W128 shows, with the issuer of MEF 128 R48', async () => {
    const body = await signBody('jose', signer.keys.PS256, { data, claims });
    expect(body.contentType).toBe('application/jose');
    expect(payloadOf(body)).toEqual({ iss: 'buyer', iat: seconds, Data: data });
  });

  it('as application/jwt says for whom and when it was made', async () => {
    const body = await signBody('jwt', signer.keys.PS256, { data, claims });
    expect(body.contentType).toBe('application/jwt');
    expect(payloadOf(body)).toEqual({ ...claims, Data: data });
  });

  it('as application/jwt may be encrypted, where that is registered', async () => {
    const to = { recipient: await reader.recipient('RSA'), enc: 'A256GCM' } as const;
    const body = await signBody('jwt', signer.keys.ES256, { data, claims }, to);
    expect(body.text.split('.')).toHaveLength(5);
    const decrypt = openerOf(reader.keys);
    expect(await verifyBody(body, policy({ decrypt }))).toMatchObject({ data, claims, encrypted: true });
    await expect(verifyBody(body, policy())).rejects.toThrow('encryption-not-registered');
    await expect(signBody('jose', signer.keys.ES256, { data, claims }, to)).rejects.toThrow(TypeError);
  });

  it('as application/jose is taken in the words of the guide: typ JWT, and no issuer', async () => {
    const text = await signJws(signer.keys.PS256, { typ: 'JWT' }, JSON.stringify({ Data: {} }));
    expect((await verifyBody({ contentType: 'application/jose', text }, policy())).data).toEqual({});
  });

  const jws = (payload: unknown, header = {}) => signJws(signer.keys.ES256, header, JSON.stringify(payload));
  const jose = async (payload: unknown, header = {}) => ({
    contentType: 'application/jose',
    text: await jws(payload, header),
  });
  const jwt = async (payload: object, header = {}) => ({
    contentType: 'application/jwt',
    text: await jws({ ...claims, Data: {}, ...payload }, header),
  });
  const json = async (text: string, header = {}, signed = text) => ({
    contentType: 'application/json',
    text,
    signature: await signDetached(signer.keys.ES256, header, signed),
  });
  it.each<[string, () => Promise<WireBody> | WireBody, string]>([
    ['of another media type', () => ({ contentType: 'text/plain', text: '' }), 'unsupported-media-type'],
    [
      'of a media type like ours',
      () => ({ contentType: 'application/jwt+x', text: '' }),
      'unsupported-media-type',
    ],
    ['without its signature', () => ({ contentType: 'application/json', text: '{}' }), 'missing-signature'],
    ['with a signature of another body', () => json('{"a":2}', {}, '{"a":1}'), 'invalid-signature'],
    ['with one more space', () => json('{"a":1} ', {}, '{"a":1}'), 'invalid-signature'],
    ['signed as something else', () => json('{}', { typ: 'JWT' }), 'wrong-kind'],
    ['that is no JSON', () => json('{'), 'malformed-body'],
    ['jose without Data', () => jose({ data: {} }), 'malformed-body'],
    ['jose with Data that is text', () => jose({ Data: '{}' }), 'malformed-body'],
    ['jose with something beside Data', () => jose({ Data: {}, Meta: {} }), 'malformed-body'],
    ['jose of another issuer', () => jose({ iss: 'other', Data: {} }), 'wrong-issuer'],
    ['jose that is an access token', () => jose({ Data: {} }, { typ: 'at+jwt' }), 'wrong-kind'],
    ['jose that is a list', () => jose([]), 'malformed-claims'],
    ['jose too old, where it says so', () => jose({ iat: seconds - 71, Data: {} }), 'too-old'],
    [
      'jose beside a detached signature',
      async () => ({ ...(await jose({ Data: {} })), signature: 'a..b' }),
      'malformed-body',
    ],
    [
      'jwt beside a detached signature',
      async () => ({ ...(await jwt({})), signature: 'a..b' }),
      'malformed-body',
    ],
    [
      'jose that is no JWS',
      () => ({ contentType: 'application/jose', text: '{"Data":{}}' }),
      'not-a-compact-jws',
    ],
    [
      'jose by none',
      () => ({ contentType: 'application/jose', text: `${part({ alg: 'none' })}.${part({})}.AA` }),
      'forbidden-algorithm',
    ],
    ['jwt without Data', () => jwt({ Data: undefined }), 'missing-claim'],
    ['jwt with Data that is null', () => jwt({ Data: null }), 'malformed-body'],
    ['jwt without jti', () => jwt({ jti: undefined }), 'missing-claim'],
    ['jwt without iat', () => jwt({ iat: undefined }), 'missing-claim'],
    ['jwt for somebody else', () => jwt({ aud: 'https://other.example' }), 'wrong-audience'],
    ['jwt of another issuer', () => jwt({ iss: 'other' }), 'wrong-issuer'],
    ['jwt too old', () => jwt({ iat: seconds - 71 }), 'too-old'],
    ['jwt to come', () => jwt({ iat: seconds + 46 }), 'not-yet-valid'],
    ['jwt that expired', () => jwt({ exp: seconds - 10 }), 'expired'],
    ['jwt that would do for a client assertion', () => jwt({ sub: 'buyer' }), 'wrong-kind'],
    ['jwt that is typed as another kind', () => jwt({}, { typ: 'client-authentication+jwt' }), 'wrong-kind'],
  ])('is refused %s', async (_title, make, reason) => {
    await expect(verifyBody(await make(), policy())).rejects.toMatchObject({ name: 'Untrusted', reason });
  });

  it.each(bodyForms)('as %s is refused from a sender that did not register it', async (form) => {
    const body = await signBody(form, signer.keys.ES256, { data, claims });
    const forms = bodyForms.filter((one) => one !== form);
    await expect(verifyBody(body, policy({ forms }))).rejects.toThrow('form-not-registered');
  });

  it('may be long, but not without end', async () => {
    const long = await signBody('jose', signer.keys.ES256, { data: { a: 'x'.repeat(50_000) }, claims });
    await expect(verifyBody(long, policy())).resolves.toBeDefined();
    const longer = await signBody('jose', signer.keys.ES256, { data: { a: 'x'.repeat(100_000) }, claims });
    await expect(verifyBody(longer, policy())).rejects.toThrow('oversized');
  });
});

describe('the form of an answer (RFC 9110 §12.5.1)', () => {
  it.each<[string | undefined, ('detached' | 'jose' | 'jwt')[], string]>([
    [undefined, ['jwt', 'detached'], 'jwt'],
    ['*/*', ['jose', 'jwt'], 'jose'],
    ['application/json', ['jwt', 'detached'], 'detached'],
    ['application/jwt, application/json;q=0.5', ['detached', 'jwt'], 'jwt'],
    ['application/*;q=0.2, application/jose', ['jwt', 'jose'], 'jose'],
    ['application/jwt;q=0, */*', ['jwt', 'jose'], 'jose'],
    ['APPLICATION/JWT', ['jwt'], 'jwt'],
    ['application/json;charset=utf-8', ['detached'], 'detached'],
    ['application/jwt', ['detached', 'jose'], 'not-acceptable'],
    ['text/html', ['detached'], 'not-acceptable'],
    ['application/jwt;q=0', ['jwt'], 'not-acceptable'],
    ['application/jwt;q=2', ['jwt'], 'not-acceptable'],
    ['', ['jwt'], 'not-acceptable'],
    ['*/*', [], 'not-acceptable'],
  ])('for Accept %j of %j is %s', (accept, registered, form) => {
    const chosen = () => expect(chooseBodyForm(accept, registered)).toBe(form);
    expect(reasonOf(chosen) ?? form).toBe(form);
  });

  it('is read from a Content-Type with parameters', () => {
    expect(bodyFormOf('Application/JOSE; charset=utf-8')).toBe('jose');
  });
});
