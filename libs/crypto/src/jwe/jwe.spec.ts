import fc from 'fast-check';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, importJWK } from 'jose';
import { decryptJwe, encryptJwe } from './jwe.js';
import { flipped, makeReader, openerOf, suites, withParts } from './jwe.fixture.js';
import { parseJwe } from './jwe-format.js';
import { part, outcomeOf } from '../jws/jws.fixture.js';
import { importDecryptionKey } from '../jwk/encryption-key.js';
import { importSigningKey, generateSigningKey } from '../jwk/signing-key.js';
import { encryptSigned, isJwe, openSigned } from './nested-jwt.js';
import { signJws } from '../jws/jws.js';

let reader: Awaited<ReturnType<typeof makeReader>>;
beforeAll(async () => {
  reader = await makeReader();
});
const policy = (more = {}) => openerOf(reader.keys, more);

describe.each(suites)('a JWE by %s to %s with %s', (alg, type, enc) => {
  it('opens, and gives back header and content', async () => {
    const jwe = await encryptJwe(await reader.recipient(type, alg), { enc }, '{"a":"Zürich"}');
    const { header, plaintext } = await decryptJwe(jwe, policy({ accessJwk: 'required' }));
    expect(plaintext.toString()).toBe('{"a":"Zürich"}');
    expect(header).toMatchObject({ alg, enc, kid: reader.pairs[type].kid });
  });

  it('MEF 128 R52: the header has alg, kid, enc, accessjwk, with ECDH also epk, and nothing else', async () => {
    const jwe = await encryptJwe(await reader.recipient(type, alg), { enc }, 'x');
    const { kid: _kid, use: _use, alg: _alg, ...bare } = reader.pairs[type].publicJwk;
    const header = decodeProtectedHeader(jwe);
    expect(header['accessjwk']).toEqual(bare);
    const epk = type === 'RSA' ? [] : ['epk'];
    expect(Object.keys(header)).toEqual(['alg', 'kid', 'enc', 'accessjwk', ...epk]);
    expect(JSON.stringify(header)).not.toMatch(/"(d|p|q|dp|dq|qi|k)":/);
  });

  it('is read by jose alone, and read here when jose alone has made it', async () => {
    const jwk = { ...reader.pairs[type].privateJwk };
    const ours = await encryptJwe(await reader.recipient(type, alg), { enc, cty: 'JWT' }, 'ours');
    const { plaintext } = await compactDecrypt(ours, await importJWK(jwk, alg));
    expect(Buffer.from(plaintext).toString()).toBe('ours');
    const { kid, publicJwk } = reader.pairs[type];
    const theirs = await new CompactEncrypt(Buffer.from('theirs'))
      .setProtectedHeader({ alg, enc, kid })
      .encrypt(await importJWK({ ...publicJwk }, alg));
    expect((await decryptJwe(theirs, policy())).plaintext.toString()).toBe('theirs');
  });

  it('is refused for one reason alone after any change of key, iv, content or tag', async () => {
    const jwe = await encryptJwe(await reader.recipient(type, alg), { enc }, '{"amount":1}');
    const changeable = alg === 'ECDH-ES' ? [2, 3, 4] : [1, 2, 3, 4];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...changeable), fc.nat(95), async (at, bit) => {
        const changed = withParts(jwe, { [at]: (text) => flipped(text, bit) });
        await expect(decryptJwe(changed, policy())).rejects.toMatchObject({ reason: 'decryption-failed' });
      }),
      { numRuns: 12 },
    );
  });

  it('is never the same twice', async () => {
    const recipient = await reader.recipient(type, alg);
    const [one, other] = [
      await encryptJwe(recipient, { enc }, 'x'),
      await encryptJwe(recipient, { enc }, 'x'),
    ];
    for (const index of alg === 'ECDH-ES' ? [2, 3, 4] : [1, 2, 3, 4])
      expect(one.split('.')[index]).not.toBe(other.split('.')[index]);
  });
});

describe('a compact JWE', () => {
  it('never crashes the parser, whatever it is', () => {
    const pieces = fc.oneof(fc.string(), fc.base64String(), fc.jsonValue().map(part));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
        expect(['fine', 'Untrusted']).toContain(outcomeOf(() => parseJwe(parts.join('.'))));
      }),
    );
  });

  it('may have no content at all', async () => {
    const jwe = await encryptJwe(await reader.recipient('RSA'), { enc: 'A256GCM' }, '');
    expect((await decryptJwe(jwe, policy())).plaintext).toHaveLength(0);
  });

  it('is decrypted by a key that cannot be read out of the process', async () => {
    const { privateKey } = await importDecryptionKey(reader.pairs['P-256'].privateJwk);
    expect(privateKey.extractable).toBe(false);
  });
});

describe('a nested JWT, signed and then encrypted', () => {
  const nested = async (header: Record<string, unknown> = { typ: 'JWT' }) => {
    const key = await importSigningKey((await generateSigningKey('ES256')).privateJwk, 'ES256');
    const jws = await signJws(key, header, '{"iss":"i"}');
    return { jws, jwe: await encryptSigned(await reader.recipient('X25519'), 'A256GCM', jws) };
  };

  it('gives the JWS that was in it, and says so by cty (RFC 7519 §5.2)', async () => {
    const { jws, jwe } = await nested();
    expect(isJwe(jwe)).toBe(true);
    expect(isJwe(jws)).toBe(false);
    const opened = await openSigned(jwe, policy());
    expect(opened.header.cty).toBe('JWT');
    expect(opened.jws.input).toBe(jws.slice(0, jws.lastIndexOf('.')));
  });

  it.each(['jwt', 'application/jwt', 'JWT'])('takes cty %s (RFC 7515 §4.1.10)', async (cty) => {
    const { jws } = await nested();
    const jwe = await encryptJwe(await reader.recipient('RSA'), { enc: 'A128GCM', cty }, jws);
    await expect(openSigned(jwe, policy())).resolves.toBeDefined();
  });
});
