import fc from 'fast-check';
import { exportJWK, generateKeyPair, importJWK } from 'jose';
import { signatureAlgorithms } from './algorithms.js';
import { signJws, verifyJws } from './jws.js';
import { makeSigner, outcomeOf, part, policyOf } from './jws.fixture.js';
import { parseJws } from './jws-format.js';
import { KeySet } from '../jwk/key-set.js';
import { generateSigningKey } from '../jwk/signing-key.js';

let signer: Awaited<ReturnType<typeof makeSigner>>;
beforeAll(async () => {
  signer = await makeSigner();
});
const policy = (algorithms?: readonly string[]) => policyOf(signer.set, algorithms);

describe('a compact JWS', () => {
  it.each(signatureAlgorithms)('of %s verifies, and gives back header and payload', async (alg) => {
    const jws = await signJws(signer.keys[alg], { typ: 'JWT' }, '{"a":1}');
    const { header, payload } = await verifyJws(jws, policy());
    expect(header).toEqual({ alg, kid: signer.pairs[alg].kid, typ: 'JWT' });
    expect(payload.toString()).toBe('{"a":1}');
  });

  it.each(signatureAlgorithms)('of %s is refused after any change of any one character', async (alg) => {
    const jws = await signJws(signer.keys[alg], {}, '{"amount":1}');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(jws.length - 1),
        fc.constantFrom('A', 'b', '9', '-', '_', '.', '='),
        async (at, character) => {
          fc.pre(jws[at] !== character);
          const changed = jws.slice(0, at) + character + jws.slice(at + 1);
          await expect(verifyJws(changed, policy())).rejects.toMatchObject({ name: 'Untrusted' });
        },
      ),
    );
  });

  it('never crashes the parser, whatever it is', () => {
    const pieces = fc.oneof(fc.string(), fc.base64String(), fc.jsonValue().map(part));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
        expect(['fine', 'Untrusted']).toContain(outcomeOf(() => parseJws(parts.join('.'))));
      }),
    );
  });

  it('accepts an algorithm only where it is asked for (RFC 8725 §3.1)', async () => {
    const jws = await signJws(signer.keys.ES256, {}, '{}');
    await expect(verifyJws(jws, policy(['PS256', 'EdDSA']))).rejects.toThrow('forbidden-algorithm');
  });

  it('of RS256 is refused unless asked for, and even then for a key that says PS256', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jws = await signJws({ kid: 'r', alg: 'RS256' as never, privateKey }, {}, '{}');
    const bare = { ...(await exportJWK(publicKey)), kid: 'r' };
    const of = (jwk: object, algorithms?: string[]) => policyOf(KeySet.of({ keys: [jwk] }), algorithms);
    await expect(verifyJws(jws, of(bare))).rejects.toThrow('forbidden-algorithm');
    await expect(verifyJws(jws, of({ ...bare, alg: 'PS256' }, ['RS256']))).rejects.toThrow('wrong-key-use');
    await expect(verifyJws(jws, of(bare, ['RS256']))).resolves.toBeDefined();
  });
});

it('a generated key signs what jose itself verifies, and is named by its thumbprint', async () => {
  const { kid, publicJwk, privateJwk } = await generateSigningKey('EdDSA');
  expect(publicJwk).toMatchObject({ kid, alg: 'EdDSA', use: 'sig', kty: 'OKP' });
  expect(publicJwk).not.toHaveProperty('d');
  expect(privateJwk).toHaveProperty('d');
  await expect(importJWK({ ...publicJwk }, 'EdDSA')).resolves.toBeDefined();
});
