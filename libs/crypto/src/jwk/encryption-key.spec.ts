import { generateKeyPairSync } from 'node:crypto';
import { makeReader } from '../jwe/jwe.fixture.js';
import { KeySet } from './key-set.js';
import { DecryptionKeySet } from './decryption-keys.js';
import { type EncryptionKeyPair, generateEncryptionKey, importDecryptionKey } from './encryption-key.js';
import { generateSigningKey } from './signing-key.js';

let pairs: Record<'RSA' | 'P-256' | 'X25519', EncryptionKeyPair>;
beforeAll(async () => {
  ({ pairs } = await makeReader());
});
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
type Jwk = Record<string, unknown>;
const bare = (): Jwk => {
  const { use: _use, alg: _alg, ...jwk } = pairs.RSA.publicJwk;
  return jwk;
};
const recipient = (...keys: object[]) => KeySet.of({ keys }).recipient('RSA-OAEP-256');

describe('a key that something is encrypted to', () => {
  it('is the first of a set that is for the algorithm, imported once', async () => {
    const signing = await generateSigningKey('PS256');
    const set = KeySet.of({
      keys: [signing.publicJwk, ...Object.values(pairs).map(({ publicJwk }) => publicJwk)],
    });
    const first = await set.recipient('RSA-OAEP-256');
    expect(first.kid).toBe(pairs.RSA.kid);
    expect(await set.recipient('RSA-OAEP-256')).toBe(first);
    expect((await set.recipient('ECDH-ES')).kid).toBe(pairs['P-256'].kid);
    expect(await set.recipient('ECDH-ES+A256KW')).toMatchObject({
      kid: pairs['P-256'].kid,
      alg: 'ECDH-ES+A256KW',
    });
  });

  it.each<[string, (jwk: Jwk) => Jwk]>([
    ['use', (jwk) => ({ ...jwk, use: 'enc' })],
    ['alg', (jwk) => ({ ...jwk, alg: 'RSA-OAEP-256' })],
    ['key_ops', (jwk) => ({ ...jwk, key_ops: ['encrypt', 'wrapKey'] })],
  ])('says so by %s', async (_member, change) => {
    await expect(recipient(change(bare()))).resolves.toBeDefined();
  });

  it.each<[string, () => Jwk, string]>([
    ['that does not say what it is for', bare, 'no-encryption-key'],
    ['for signatures', () => ({ ...bare(), use: 'sig' }), 'no-encryption-key'],
    ['for signatures by its algorithm', () => ({ ...bare(), alg: 'PS256' }), 'no-encryption-key'],
    ['for both', () => ({ ...bare(), key_ops: ['verify', 'encrypt'] }), 'no-encryption-key'],
    [
      'whose use and operations disagree',
      () => ({ ...bare(), use: 'enc', key_ops: ['verify'] }),
      'no-encryption-key',
    ],
    [
      'with operations of the wrong type',
      () => ({ ...bare(), use: 'enc', key_ops: 'encrypt' }),
      'no-encryption-key',
    ],
    ['for RSA-OAEP with SHA-1', () => ({ ...bare(), use: 'enc', alg: 'RSA-OAEP' }), 'no-encryption-key'],
    ['of 1024 bits', () => ({ ...weak, kid: 'w', use: 'enc' }), 'weak-key'],
    [
      'of 16384 bits',
      () => ({ ...bare(), use: 'enc', n: Buffer.alloc(2048, 255).toString('base64url') }),
      'weak-key',
    ],
    ['with exponent 3', () => ({ ...bare(), use: 'enc', e: 'Aw' }), 'weak-key'],
  ])('is none %s', async (_title, make, reason) => {
    await expect(recipient(make())).rejects.toMatchObject({ name: 'Untrusted', reason });
  });

  it.each<[string, () => Jwk]>([
    ['off its curve', () => ({ ...pairs['P-256'].publicJwk, x: 'A'.repeat(43) })],
    ['without y', () => ({ kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), kid: 'a', use: 'enc' })],
    ['of X25519 cut short', () => ({ ...pairs.X25519.publicJwk, x: 'AAAA' })],
  ])('is none %s', async (_title, make) => {
    await expect(KeySet.of({ keys: [make()] }).recipient('ECDH-ES')).rejects.toThrow('malformed-key');
  });

  it('never verifies a signature', async () => {
    const set = KeySet.of({ keys: [pairs.RSA.publicJwk, pairs['P-256'].publicJwk] });
    await expect(set.find({ alg: 'ES256', kid: pairs['P-256'].kid })).rejects.toThrow('wrong-key-use');
    await expect(set.find({ alg: 'PS256', kid: pairs.RSA.kid })).rejects.toThrow('wrong-key-use');
  });
});

describe('a key that decrypts', () => {
  it('is made with its public half, which says that it is for encryption', async () => {
    const { kid, publicJwk, privateJwk } = await generateEncryptionKey('RSA');
    expect(publicJwk).toMatchObject({ kid, use: 'enc', alg: 'RSA-OAEP-256', kty: 'RSA' });
    expect(publicJwk).not.toHaveProperty('d');
    expect(privateJwk).toHaveProperty('d');
    expect(pairs.X25519.publicJwk).toMatchObject({ use: 'enc', kty: 'OKP', crv: 'X25519' });
    expect(pairs.X25519.publicJwk).not.toHaveProperty('alg');
  });

  it.each<[string, () => Jwk, string]>([
    ['public', () => ({ ...pairs.RSA.publicJwk }), 'wrong-key-type'],
    [
      'for signatures',
      () => ({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43), d: 'A'.repeat(43) }),
      'wrong-key-type',
    ],
    ['symmetric', () => ({ kty: 'oct', k: 'AAAA' }), 'wrong-key-type'],
    ['on P-521', () => ({ kty: 'EC', crv: 'P-521', x: 'A', y: 'A', d: 'A' }), 'wrong-key-type'],
    [
      'of two halves that do not belong together',
      () => ({ ...pairs['P-256'].privateJwk, d: 'A'.repeat(43) }),
      'malformed-key',
    ],
  ])('is none that is %s', async (_title, make, reason) => {
    await expect(importDecryptionKey(make())).rejects.toMatchObject({ name: 'Untrusted', reason });
  });

  it('is the only one of its kid', async () => {
    const key = await importDecryptionKey(pairs.RSA.privateJwk);
    expect(() => new DecryptionKeySet([key, key])).toThrow('duplicate-kid');
  });
});
