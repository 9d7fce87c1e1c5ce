import 'reflect-metadata';
import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { calculateJwkThumbprint } from 'jose';
import { keyFromCsr, keyFromJwk } from './key-material.js';

type Algorithm = Parameters<typeof webcrypto.subtle.generateKey>[0];

const p256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const rsa = (modulusLength: number, hash = 'SHA-256') => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash,
});

const csrOf = async (algorithm: object): Promise<string> => {
  const keys = (await webcrypto.subtle.generateKey(algorithm as Algorithm, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=Quote desk, O=Meridian',
    keys,
    signingAlgorithm: algorithm as never,
  });
  return request.toString('pem');
};

describe('a key by certificate signing request (PKCS#10, RFC 2986)', () => {
  it.each([
    ['ES256', p256],
    ['PS256', rsa(2048)],
    ['EdDSA', { name: 'Ed25519' }],
  ])('is taken for %s, under its RFC 7638 thumbprint', async (alg, algorithm) => {
    const key = await keyFromCsr(await csrOf(algorithm));
    expect(key).toMatchObject({ alg, source: 'csr', subject: 'CN=Quote desk, O=Meridian' });
    expect(key.kid).toBe(await calculateJwkThumbprint(key.jwk));
    expect(key.jwk).toMatchObject({ kid: key.kid, alg, use: 'sig' });
    expect(key.jwk).not.toHaveProperty('d');
  });

  it('is refused when the request is not signed with its own key', async () => {
    const pem = await csrOf(p256);
    const bytes = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    bytes[bytes.indexOf('Quote desk')]! ^= 1;
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
    await expect(keyFromCsr(forged)).rejects.toMatchObject({ reason: 'csr-signature-invalid' });
  });

  it.each([
    ['key-too-weak', rsa(1024)],
    ['key-too-weak', rsa(2048, 'SHA-1')],
    ['key-type-unsupported', { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' }],
  ])('is refused as %s', async (reason, algorithm) => {
    await expect(keyFromCsr(await csrOf(algorithm))).rejects.toMatchObject({ reason });
  });

  it.each(['', 'hello', '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----'])(
    'is refused when it is “%s”',
    async (text) => expect(keyFromCsr(text)).rejects.toMatchObject({ reason: 'csr-malformed' }),
  );
});

describe('a key by JWK (RFC 7517)', () => {
  const jwkOf = (modulusLength = 2048): Record<string, unknown> => ({
    ...generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' }),
  });

  it('is taken, and says that possession was not shown', () => {
    expect(keyFromJwk(jwkOf())).toMatchObject({ alg: 'PS256', source: 'jwk' });
  });

  it.each([
    ['jwk-private', () => ({ ...jwkOf(), d: 'AQAB' })],
    ['jwk-private', () => ({ kty: 'oct', k: 'c2VjcmV0' })],
    ['key-too-weak', () => jwkOf(1024)],
    ['jwk-malformed', () => ({})],
    ['jwk-malformed', () => ({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' })],
    [
      'key-type-unsupported',
      () => ({ ...generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }) }),
    ],
  ])('is refused as %s', (reason, jwk) => {
    expect(() => keyFromJwk(jwk())).toThrow(expect.objectContaining({ reason }));
  });
});
