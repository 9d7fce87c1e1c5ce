import 'reflect-metadata'; // what @peculiar/x509 is built on looks for it
import { X509Certificate as NodeCertificate } from 'node:crypto';
import { inspect } from 'node:util';
import * as peculiar from '@peculiar/x509';
import { jwkThumbprint } from '../../jwk/thumbprint.js';
import { tlv } from '../forge.fixture.js';
import { DistinguishedName } from '../names/distinguished-name.js';
import { authority, day, leaf, NOW, root, rsa } from '../x509.fixture.js';
import { certificatePem, parseCertificate, parseCertificates, x5cOf } from './certificate.js';
import { leiExtension, leiOf } from './legal-entity.js';

const top = await root();
const ca = await authority(top, 'Issuing CA', { pathLength: 0 });
const names = {
  dns: ['API.acme.example', '*.acme.example'],
  uris: ['https://acme.example/id'],
  ips: ['10.0.0.1', '2001:DB8::1'],
};
const addresses = {
  crlUrls: ['http://crl.example/ca.crl'],
  ocspUrls: ['http://ocsp.example'],
  issuerUrls: ['http://pki.example/ca.cer'],
};
const server = await leaf(ca, 'api', { purpose: 'server-tls', keys: rsa(), names, ...addresses });

describe('a certificate', () => {
  it('is read from DER, PEM, and the base64 of x5c (RFC 7515 §4.1.6) alike', () => {
    const { id, der } = server.certificate;
    const pem = certificatePem(server.certificate);
    expect(parseCertificate(der).id).toBe(id);
    expect(parseCertificate(pem).id).toBe(id);
    expect(parseCertificate(`Subject: somebody\n${pem.replaceAll('\n', '\r\n')}`).id).toBe(id);
    expect(parseCertificate(Buffer.from(pem)).id).toBe(id);
    expect(parseCertificate(x5cOf([server.certificate])[0]!).id).toBe(id);
    expect(parseCertificates(pem + certificatePem(ca.certificate)).map((one) => one.id)).toEqual([
      id,
      ca.certificate.id,
    ]);
  });

  it('has the hash of its DER as its id, as Node computes it', () => {
    const fingerprint = new NodeCertificate(server.certificate.der).fingerprint256.replaceAll(':', '');
    expect(server.certificate.id).toBe(Buffer.from(fingerprint, 'hex').toString('base64url'));
  });

  it('says what it is for, and whose', () => {
    const { certificate } = server;
    expect(certificate.subject.toString()).toBe('CN=api,O=Acme,C=AE');
    expect(certificate.issuer.equals(ca.certificate.subject)).toBe(true);
    expect([certificate.notBefore, certificate.notAfter]).toEqual([day(-1), day(390)]);
    expect(certificate.names).toMatchObject({
      dns: ['api.acme.example', '*.acme.example'],
      uris: names.uris,
      ips: ['10.0.0.1', '2001:db8::1'],
    });
    expect([...certificate.keyUsage!]).toEqual(['digitalSignature', 'keyEncipherment']);
    expect([...certificate.extendedKeyUsage!]).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect([certificate.crlUrls, certificate.ocspUrls]).toEqual([addresses.crlUrls, addresses.ocspUrls]);
    expect([certificate.isCa, ca.certificate.isCa, ca.certificate.pathLength]).toEqual([false, true, 0]);
    expect(certificate.authorityKeyId).toBe(ca.certificate.subjectKeyId);
    expect(jwkThumbprint(certificate.publicJwk)).toHaveLength(43);
  });

  it('says the same to Node and to @peculiar/x509', () => {
    const { certificate } = server;
    const node = new NodeCertificate(certificate.der);
    const other = new peculiar.X509Certificate(certificatePem(certificate));
    expect(node.serialNumber.toLowerCase()).toBe(certificate.serial);
    expect(other.serialNumber).toBe(certificate.serial);
    expect(other.subject).toBe('C=AE, O=Acme, CN=api');
    expect(node.checkHost('x.acme.example')).toBe('*.acme.example');
    expect(node.checkIP('10.0.0.1')).toBe('10.0.0.1');
    expect(node.publicKey.equals(certificate.publicKey)).toBe(true);
    expect(node.verify(ca.certificate.publicKey)).toBe(true);
  });

  it('forms a chain that @peculiar/x509 builds as well', async () => {
    const read = (certificate: { der: Uint8Array }) =>
      new peculiar.X509Certificate(Buffer.from(certificate.der));
    const chain = await new peculiar.X509ChainBuilder({
      certificates: [read(ca.certificate), read(top.certificate)],
    }).build(read(server.certificate));
    expect(chain.map(({ subject }) => subject)).toEqual([
      'C=AE, O=Acme, CN=api',
      'C=AE, O=Acme, CN=Issuing CA',
      'C=AE, O=Acme, CN=Root',
    ]);
  });

  it('is what @peculiar/x509 makes, too', async () => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const foreign = await peculiar.X509CertificateGenerator.createSelfSigned({
      name: 'CN=Foreign, O="Acme, Inc.", 2.5.4.97=LEIXG-1',
      notBefore: NOW,
      notAfter: day(1),
      keys,
      signingAlgorithm: algorithm,
      extensions: [new peculiar.SubjectAlternativeNameExtension([{ type: 'dns', value: 'a.example' }])],
    });
    const certificate = parseCertificate(foreign.toString('pem'));
    expect(certificate.subject).toMatchObject({
      organization: 'Acme, Inc.',
      organizationIdentifier: 'LEIXG-1',
    });
    expect(certificate.names.dns).toEqual(['a.example']);
  });

  it('names a Legal Entity in the extension of GLEIF, or in the identifier of its organisation', async () => {
    const lei = '5493001KJTIIGC8Y1R12';
    const named = (text: string) => ({ subject: DistinguishedName.of([['organizationIdentifier', text]]) });
    const extension = (text: string) => ({
      extensions: [{ oid: '1.3.6.1.4.1.52266.1', critical: false, value: tlv(0x13, Buffer.from(text)) }],
    });
    const leiIn = async (wishes: object) => leiOf((await leaf(ca, 'app', wishes)).certificate);
    expect(await leiIn(extension(lei))).toBe(lei);
    expect(await leiIn({ extensions: [leiExtension(lei)] })).toBe(lei);
    expect(() => leiExtension('5493001KJTIIGC8Y1R13')).toThrow('malformed-lei');
    expect(await leiIn(named(`LEIXG-${lei}`))).toBe(lei);
    expect(await leiIn({ ...extension(lei), ...named(`LEIXG-${lei}`) })).toBe(lei);
    expect(await leiIn(named('VATDE-123456789'))).toBeUndefined();
    await expect(leiIn(extension('5493001KJTIIGC8Y1R13'))).rejects.toThrow('malformed-lei');
    await expect(leiIn({ ...extension(lei), ...named('LEIXG-529900T8BM49AURSDO55') })).rejects.toThrow(
      'malformed-lei',
    );
  });

  it('is read once, however often it comes', () => {
    expect(parseCertificate(certificatePem(server.certificate))).toBe(server.certificate);
  });

  it('cannot be changed, and shows no private key', () => {
    expect(Object.isFrozen(server.certificate)).toBe(true);
    expect(inspect(server, { depth: 8 })).not.toMatch(/PRIVATE|"d":/);
  });
});
