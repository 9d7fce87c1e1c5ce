import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { outcomeOf } from '../jws/jws.fixture.js';
import { KeySet } from './key-set.js';
import { generateSigningKey } from './signing-key.js';
import { jwkThumbprint } from './thumbprint.js';

const rsa = (bits: number, exponent = 65537) => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: exponent });
  return { ...publicKey.export({ format: 'jwk' }), kid: 'a' } as Record<string, unknown>;
};
const strong = rsa(2048);
const find = (jwk: object, alg = 'PS256') => KeySet.of({ keys: [jwk] }).find({ alg, kid: 'a' });

describe('a published key set', () => {
  it('gives the key a header names, imported once', async () => {
    const set = KeySet.of({ keys: [strong] });
    const first = await set.find({ alg: 'PS256', kid: 'a' });
    expect(await set.find({ alg: 'PS256', kid: 'a' })).toBe(first);
    expect(set.has('a')).toBe(true);
    expect(set.has('b')).toBe(false);
    expect(set.kids).toEqual(['a']);
  });

  it('passes over keys without a kid and keys of types it does not know (RFC 7517 §5)', async () => {
    const { kid: _, ...nameless } = strong;
    const set = KeySet.of({ keys: [nameless, { kty: 'AKP', kid: 'pq' }, strong] });
    await expect(set.find({ alg: 'PS256', kid: 'a' })).resolves.toBeDefined();
    await expect(set.find({ alg: 'PS256', kid: 'pq' })).rejects.toThrow('wrong-key-type');
  });

  const bad: [string, unknown, string][] = [
    ['no object', 'text', 'malformed-jwks'],
    ['null', null, 'malformed-jwks'],
    ['without keys', {}, 'malformed-jwks'],
    ['keys no list', { keys: {} }, 'malformed-jwks'],
    ['a key no object', { keys: [1] }, 'malformed-jwks'],
    ['two keys of one kid', { keys: [strong, strong] }, 'duplicate-kid'],
    ['a private RSA key', { keys: [{ ...strong, d: 'AQAB' }] }, 'private-key-published'],
    ['a private prime alone', { keys: [{ ...strong, p: 'AQAB' }] }, 'private-key-published'],
    ['a symmetric key', { keys: [{ kty: 'oct', kid: 'a', k: 'AAAA' }] }, 'private-key-published'],
    ['fifty-one keys', { keys: Array.from({ length: 51 }, () => ({ kty: 'X' })) }, 'too-many-keys'],
  ];
  it.each(bad)('is refused: %s', (_title, jwks, reason) => {
    expect(() => KeySet.of(jwks)).toThrow(reason);
  });

  it('never fails in any other way, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const jwks of [value, { keys: value }, { keys: [value] }])
          expect(['fine', 'Untrusted']).toContain(outcomeOf(() => KeySet.of(jwks)));
      }),
    );
  });
});

describe('a key is refused', () => {
  const cases: [string, object, string, string][] = [
    ['RSA of 1024 bits', rsa(1024), 'PS256', 'weak-key'],
    ['RSA of 2040 bits', rsa(2040), 'PS256', 'weak-key'],
    ['RSA with exponent 3', { ...strong, e: 'Aw' }, 'PS256', 'weak-key'],
    ['RSA with exponent 1', { ...strong, e: 'AQ' }, 'PS256', 'weak-key'],
    ['RSA with an even exponent', { ...strong, e: 'AQAA' }, 'PS256', 'weak-key'],
    [
      'RSA of 16384 bits',
      { ...strong, n: Buffer.alloc(2048, 255).toString('base64url') },
      'PS256',
      'weak-key',
    ],
    ['RSA of zeros', { ...strong, n: Buffer.alloc(256).toString('base64url') }, 'PS256', 'weak-key'],
    ['RSA without n', { ...strong, n: undefined }, 'PS256', 'weak-key'],
    ['for encryption', { ...strong, use: 'enc' }, 'PS256', 'wrong-key-use'],
    ['for other operations', { ...strong, key_ops: ['encrypt'] }, 'PS256', 'wrong-key-use'],
    ['with key_ops of the wrong type', { ...strong, key_ops: 'verify' }, 'PS256', 'wrong-key-use'],
    ['for another algorithm', { ...strong, alg: 'RS256' }, 'PS256', 'wrong-key-use'],
    ['RSA for ES256', strong, 'ES256', 'wrong-key-type'],
    ['P-384 for ES256', { kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA', kid: 'a' }, 'ES256', 'wrong-key-type'],
    [
      'a point off the curve',
      { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'a' },
      'ES256',
      'malformed-key',
    ],
    ['EC without y', { kty: 'EC', crv: 'P-256', x: 'AA', kid: 'a' }, 'ES256', 'malformed-key'],
    ['Ed448 for EdDSA', { kty: 'OKP', crv: 'Ed448', x: 'AA', kid: 'a' }, 'EdDSA', 'wrong-key-type'],
    ['X25519 for EdDSA', { kty: 'OKP', crv: 'X25519', x: 'AA', kid: 'a' }, 'EdDSA', 'wrong-key-type'],
    ['a short Ed25519 key', { kty: 'OKP', crv: 'Ed25519', x: 'AA', kid: 'a' }, 'EdDSA', 'malformed-key'],
    ['for no algorithm at all', strong, 'none', 'wrong-key-type'],
  ];
  it.each(cases)('%s', async (_title, jwk, alg, reason) => {
    await expect(find(jwk, alg)).rejects.toMatchObject({ name: 'Untrusted', reason });
  });

  it('not when it says `Ed25519` and the header says `EdDSA` (RFC 9864: one algorithm, two names)', async () => {
    const { publicJwk } = await generateSigningKey('EdDSA');
    await expect(find({ ...publicJwk, kid: 'a', alg: 'Ed25519' }, 'EdDSA')).resolves.toBeDefined();
  });
});

it('a thumbprint is that of RFC 7638 §3.1', () => {
  const jwk = {
    kty: 'RSA',
    n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
    e: 'AQAB',
    alg: 'RS256',
    kid: '2011-04-29',
  };
  expect(jwkThumbprint(jwk)).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  expect(() => jwkThumbprint({ kty: 'oct' })).toThrow('wrong-key-type');
});
