import { decodeProtectedHeader } from 'jose';
import { at, certified, makeFramework, now, published, seconds, SUBJECT } from './certified.fixture.js';
import { CertificateSet } from './certificate-set.js';
import { CertificateTrust } from './certificate-trust.js';
import { signCertified } from './certified-key.js';
import { type CertifiedPolicy, verifyCertified } from './verify-certified.js';
import { type SignatureAlgorithm, signatureAlgorithms } from '../jws/algorithms.js';
import { generateSigningKey, type KeyPair } from '../jwk/signing-key.js';

let framework: Awaited<ReturnType<typeof makeFramework>>;
const pairs = {} as Record<SignatureAlgorithm, KeyPair>;
beforeAll(async () => {
  framework = await makeFramework();
  for (const alg of signatureAlgorithms) pairs[alg] = await generateSigningKey(alg);
});

const policyFor = (set: CertificateSet, more: Partial<CertifiedPolicy> = {}): CertifiedPolicy => ({
  certificate: (id) => set.find(id),
  certificates: framework.trust,
  algorithms: signatureAlgorithms,
  receivedAt: now,
  maxAge: 300,
  ...more,
});

describe('a JWS signed for keeps (MEF 128 §7.3)', () => {
  it.each(signatureAlgorithms)('by %s is good, and says by whom and when', async (alg) => {
    const by = await framework.certify(pairs[alg]);
    const jws = await signCertified(
      await certified(pairs[alg], by),
      { claims: { Data: {} } },
      framework.trust,
      now,
    );
    const set = CertificateSet.of({ keys: [published(pairs[alg], by)] });
    const verified = await verifyCertified(jws, policyFor(set));
    expect(verified).toMatchObject({ claims: { iss: SUBJECT, iat: seconds, Data: {} }, signedAt: now });
    expect(verified.certificate.id).toBe(by.leaf.id);
  });

  it('R45, R47: the header has alg and kid, the SHA-256 of the certificate', async () => {
    const by = await framework.certify(pairs.ES256);
    const jws = await signCertified(await certified(pairs.ES256, by), { claims: {} }, framework.trust, now);
    expect(decodeProtectedHeader(jws)).toEqual({ alg: 'ES256', kid: by.leaf.id });
    expect(by.leaf.id).toMatch(/^[\w-]{43}$/);
  });

  it('is good for ever in the hands of who has it from before a revocation', async () => {
    const by = await framework.certify(pairs.EdDSA);
    const jws = await signCertified(await certified(pairs.EdDSA, by), { claims: {} }, framework.trust, now);
    framework.revoked.set(by.leaf.id, { status: 'revoked', revokedAt: at(60), reason: 'superseded' });
    const set = CertificateSet.of({ keys: [published(pairs.EdDSA, by)] });
    await expect(verifyCertified(jws, policyFor(set))).resolves.toMatchObject({ signedAt: now });
    await expect(verifyCertified(jws, policyFor(set, { receivedAt: at(61) }))).rejects.toThrow(
      'certificate-revoked',
    );
  });

  it('is good when its certificate has expired since', async () => {
    const by = await framework.certify(pairs.EdDSA, { notAfter: at(1) });
    const jws = await signCertified(await certified(pairs.EdDSA, by), { claims: {} }, framework.trust, now);
    const set = CertificateSet.of({ keys: [published(pairs.EdDSA, by)] });
    await expect(verifyCertified(jws, policyFor(set, { receivedAt: at(200) }))).resolves.toBeDefined();
  });

  it('has a path built once, and anew when the anchors change', async () => {
    const by = await framework.certify(pairs.EdDSA);
    let anchors = [framework.anchor];
    const revocation = { of: async () => ({ status: 'good' }) as const };
    const trust = new CertificateTrust({ anchors: () => anchors, revocation });
    const times = { signedAt: now, receivedAt: now };
    const path = await trust.assertSigning(by, times);
    expect(await trust.assertSigning(by, times)).toBe(path);
    anchors = [];
    await expect(trust.assertSigning(by, times)).rejects.toThrow('unknown-issuer');
  });
});

describe('the certificates of a key set', () => {
  it('are known by their id, and the keys without one passed over', async () => {
    const by = await framework.certify(pairs.ES256);
    const set = CertificateSet.of({ keys: [published(pairs.ES256, by), pairs.PS256.publicJwk] });
    expect(set.ids).toEqual([by.leaf.id]);
    expect(set.find(pairs.PS256.kid)).toBeUndefined();
  });

  it.each<[string, (jwk: Record<string, unknown>) => unknown, string]>([
    [
      'with the certificate of another key',
      (jwk) => ({ ...jwk, ...pairs.EdDSA.publicJwk }),
      'wrong-certificate',
    ],
    ['with another thumbprint', (jwk) => ({ ...jwk, 'x5t#S256': 'A'.repeat(43) }), 'wrong-certificate'],
    ['without any certificate in x5c', (jwk) => ({ ...jwk, x5c: [] }), 'malformed-jwks'],
    [
      'with nine certificates',
      (jwk) => ({ ...jwk, x5c: Array.from({ length: 9 }, () => 'AAAA') }),
      'malformed-jwks',
    ],
    ['with x5c a text', (jwk) => ({ ...jwk, x5c: 'AAAA' }), 'malformed-jwks'],
    ['with x5c of numbers', (jwk) => ({ ...jwk, x5c: [1] }), 'malformed-jwks'],
    ['with the private key', (jwk) => ({ ...jwk, d: 'AAAA' }), 'private-key-published'],
  ])('are refused %s', async (_title, change, reason) => {
    const jwk = published(pairs.ES256, await framework.certify(pairs.ES256));
    expect(() => CertificateSet.of({ keys: [change(jwk)] })).toThrow(reason);
  });
});
