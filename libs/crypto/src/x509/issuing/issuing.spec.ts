import { generateKeyPairSync } from 'node:crypto';
import { signerOf } from '../certificate/signer.js';
import { DistinguishedName } from '../names/distinguished-name.js';
import { authority, day, leaf, p256, root, rsa } from '../x509.fixture.js';
import { createCertificateRequest, parseCertificateRequest } from './certificate-request.js';
import { issueCertificate, newSerial, selfSignedCertificate } from './issue-certificate.js';

const subject = DistinguishedName.parse('CN=client-1,OU=org-7,O=Acme\\, Inc.,C=AE');
const top = await root();

describe('a certificate request (RFC 2986)', () => {
  it.each([
    ['RSA', rsa()],
    ['P-256', p256()],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['Ed25519', generateKeyPairSync('ed25519')],
  ])('comes back as it was made, with %s', async (_kind, keys) => {
    const names = { dns: ['a.example'], uris: ['https://a.example/'], ips: ['::1'] };
    const request = parseCertificateRequest(
      await createCertificateRequest(signerOf(keys.privateKey), { subject, names }),
    );
    expect(request.subject.toString()).toBe(subject.toString());
    expect(request.publicKey.equals(keys.publicKey)).toBe(true);
    expect(request.names).toMatchObject(names);
  });

  it('needs no names beside the subject', async () => {
    const pem = await createCertificateRequest(signerOf(p256().privateKey), { subject });
    expect(parseCertificateRequest(pem).names.dns).toEqual([]);
    expect(
      parseCertificateRequest(
        pem.replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'),
      ).subject.equals(subject),
    ).toBe(true);
  });
});

describe('an authority', () => {
  const wish = {
    subject,
    publicKey: p256().publicKey,
    serial: newSerial(),
    notBefore: day(0),
    notAfter: day(1),
    purpose: 'signing' as const,
  };

  it('issues what it is asked for, with the serial number it is given', async () => {
    const certificate = await issueCertificate(top, wish);
    expect(certificate).toMatchObject({ serial: wish.serial, notBefore: day(0), notAfter: day(1) });
    expect(certificate.subject.equals(subject)).toBe(true);
  });

  it('has serial numbers of sixteen random octets, never twice', () => {
    const serials = Array.from({ length: 100 }, newSerial);
    expect(new Set(serials).size).toBe(100);
    expect(serials.every((serial) => /^(?!00)[0-9a-f]{32}$/.test(serial))).toBe(true);
  });

  it('writes times after 2049 as RFC 5280 §4.1.2.5 wants them', async () => {
    const notAfter = new Date('2051-01-01T00:00:00Z');
    const { certificate } = await root('Long', { notAfter });
    expect(certificate.notAfter).toEqual(notAfter);
  });

  it('signs with a key that it never sees', async () => {
    const keys = p256();
    const local = signerOf(keys.privateKey);
    const asked: number[] = [];
    const remote = {
      algorithm: local.algorithm,
      publicKey: keys.publicKey,
      sign: (data: Uint8Array) => (asked.push(data.length), local.sign(data)),
    };
    const own = { ...wish, purpose: 'ca' as const };
    const certificate = await selfSignedCertificate(remote, own);
    await issueCertificate({ certificate, signer: remote }, wish);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['is a leaf', async () => issueCertificate(await leaf(top), wish), 'not-a-ca'],
    [
      'has no path length left',
      async () =>
        issueCertificate(await authority(top, 'Last', { pathLength: 0 }), { ...wish, purpose: 'ca' }),
      'path-too-long',
    ],
    ['would be outlived', () => issueCertificate(top, { ...wish, notAfter: day(9999) }), 'outlives-issuer'],
    [
      'has another key than its certificate',
      async () => issueCertificate({ ...top, signer: (await root()).signer }, wish),
      'bad-certificate-signature',
    ],
    [
      'is given a weak key',
      () => issueCertificate(top, { ...wish, publicKey: rsa(1024).publicKey }),
      'weak-key',
    ],
    [
      'is given a serial number that is none',
      () => issueCertificate(top, { ...wish, serial: 'xyz' }),
      'malformed-certificate',
    ],
    [
      'is given a host name that is none',
      () => issueCertificate(top, { ...wish, names: { dns: ['a b'] } }),
      'malformed-name',
    ],
  ])('issues nothing when it %s', async (_title, act, reason) => {
    await expect((async () => act())()).rejects.toMatchObject({ name: 'Untrusted', reason });
  });

  it('has no signer of a weak key', () => {
    expect(() => signerOf(rsa(1024).privateKey)).toThrow('weak-key');
    expect(() => signerOf(generateKeyPairSync('x25519').privateKey)).toThrow('unsupported-key');
  });
});
