import { encryptJwe, type JweTerms } from './jwe.js';
import { encryptSigned, openSigned } from './nested-jwt.js';
import { makeReader, openerOf } from './jwe.fixture.js';
import { makeSigner, part, policyOf } from '../jws/jws.fixture.js';
import { signJws, verifyJws } from '../jws/jws.js';

let reader: Awaited<ReturnType<typeof makeReader>>;
let signer: Awaited<ReturnType<typeof makeSigner>>;
beforeAll(async () => {
  [reader, signer] = [await makeReader(), await makeSigner()];
});

const sealed = async (content: string, terms: Partial<JweTerms> = { cty: 'JWT' }) =>
  encryptJwe(await reader.recipient('P-256'), { enc: 'A256GCM', ...terms }, content);
const signed = (header: Record<string, unknown> = {}) => signJws(signer.keys.ES256, header, '{}');

const rows: Record<string, [() => Promise<string>, string]> = {
  'without a cty (RFC 7519 §5.2)': [async () => sealed(await signed(), {}), 'not-nested'],
  'with a cty of something else': [async () => sealed(await signed(), { cty: 'json' }), 'not-nested'],
  'a JWE in a JWE': [async () => sealed(await sealed(await signed())), 'nested-too-deep'],
  'a JWS in a JWS in a JWE': [async () => sealed(await signed({ cty: 'JWT' })), 'nested-too-deep'],
  'claims that nobody signed': [() => sealed('{"iss":"i"}'), 'not-a-compact-jws'],
  'nothing at all': [() => sealed(''), 'not-a-compact-jws'],
  'a JWS without a signature': [() => sealed(`${part({ alg: 'none' })}.${part({})}.`), 'not-a-compact-jws'],
  'a JWS of none, signed with something': [
    () => sealed(`${part({ alg: 'none', kid: 'k' })}.${part({})}.AAAA`),
    'forbidden-algorithm',
  ],
  'a JWS by nobody that is known': [
    () => sealed(`${part({ alg: 'ES256', kid: 'k' })}.${part({})}.AAAA`),
    'unknown-kid',
  ],
  'a JWS with bytes that are no text': [() => sealed('é.é.é'), 'not-a-compact-jws'],
  'a long JWS': [() => sealed(`AAAA.${'A'.repeat(17_000)}.AAAA`), 'oversized'],
  'a JWS signed by the key that reads, which is for encryption': [
    () => sealed(`${part({ alg: 'ES256', kid: reader.pairs['P-256'].kid })}.${part({})}.AAAA`),
    'wrong-key-use',
  ],
};

describe('a hostile nested JWT is refused', () => {
  it.each(Object.entries(rows))('%s', async (_title, [make, reason]) => {
    const policy = policyOf(signer.set);
    const key: typeof policy.key = ({ alg, kid }) =>
      (reader.set.has(kid!) ? reader.set : signer.set).find({ alg, ...(kid !== undefined && { kid }) });
    const whole = async () =>
      verifyJws((await openSigned(await make(), openerOf(reader.keys))).jws, { ...policy, key });
    await expect(whole()).rejects.toMatchObject({ name: 'Untrusted', reason });
  });

  it('encrypted to the key that signs', async () => {
    const jwk = { ...signer.pairs.ES256.publicJwk };
    expect(() => reader.keys.find({ kid: jwk.kid! })).toThrow('unknown-kid');
    await expect(signer.set.recipient('ECDH-ES')).rejects.toThrow('no-encryption-key');
  });

  it('good, and signed by somebody else than it says', async () => {
    const [head, payload] = (await signed()).split('.');
    const forged = `${head}.${payload}.${(await signJws(signer.keys.ES256, {}, 'other')).split('.')[2]}`;
    const jwe = await encryptSigned(await reader.recipient('RSA'), 'A128GCM', forged);
    const { jws } = await openSigned(jwe, openerOf(reader.keys));
    await expect(verifyJws(jws, policyOf(signer.set))).rejects.toThrow('invalid-signature');
  });
});
