import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  certificatePem,
  DistinguishedName,
  issueCertificate,
  newSerial,
  parseCertificateRequest,
  signerOf,
} from '../index.js';
import { day, root } from '../x509.fixture.js';
import { describeWithOpenssl, OpensslFolder } from './openssl.fixture.js';

const folder = new OpensslFolder();
afterAll(() => folder.remove());
const read = (name: string) => readFileSync(folder.file(name));

const SUBJECT = '/C=AE/O=Acme, Inc. \u0634\u0631\u0643\u0629/OU=org-7/CN=client-1';
const NAMES =
  'subjectAltName=DNS:a.example,URI:https://a.example/,IP:10.0.0.1,IP:2001:db8::1,email:ann@a.example';

const newRequest = (name: string, ...key: string[]) =>
  folder.run(
    'req',
    '-new',
    '-utf8',
    ...key,
    '-nodes',
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
    '-subj',
    SUBJECT,
    '-addext',
    NAMES,
  );

describeWithOpenssl('a request made by openssl req', () => {
  it.each([
    ['RSA', ['-newkey', 'rsa:2048', '-sha256']],
    ['RSA with SHA-512', ['-newkey', 'rsa:3072', '-sha512']],
    ['P-256', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['P-384', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-sha384']],
    ['Ed25519', ['-newkey', 'ed25519']],
  ])('is read with %s, its names, and the proof that it has the key', async (kind, key) => {
    await newRequest(kind, ...key);
    const request = parseCertificateRequest(read(`${kind}.csr`));
    expect(
      request.subject.equals(DistinguishedName.parse('CN=client-1,OU=org-7,O=Acme\\, Inc. شركة,C=AE')),
    ).toBe(true);
    expect(request.names).toMatchObject({
      dns: ['a.example'],
      uris: ['https://a.example/'],
      ips: ['10.0.0.1', '2001:db8::1'],
      emails: ['ann@a.example'],
    });
    expect(signerOf(createPrivateKey(read(`${kind}.key`))).publicKey.equals(request.publicKey)).toBe(true);
  });

  it('becomes a certificate whose name OpenSSL writes as we do', async () => {
    await newRequest('named', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256');
    const { subject, publicKey, names } = parseCertificateRequest(read('named.csr'));
    const top = await root();
    const wish = {
      subject,
      publicKey,
      names,
      serial: newSerial(),
      notBefore: day(0),
      purpose: 'client-tls' as const,
    };
    const certificate = await issueCertificate(top, { ...wish, notAfter: top.certificate.notAfter });
    folder.write('named.pem', certificatePem(certificate));
    const answer = await folder.run(
      'x509',
      '-in',
      'named.pem',
      '-noout',
      '-subject',
      '-nameopt',
      'RFC2253,-esc_msb,utf8',
    );
    expect(answer.trim()).toBe(`subject=${certificate.subject.toString()}`);
  });
});
