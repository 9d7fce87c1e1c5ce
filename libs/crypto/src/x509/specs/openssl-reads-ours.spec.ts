import {
  certificatePem,
  createCertificateRequest,
  createCrl,
  crlPem,
  DistinguishedName,
  signerOf,
} from '../index.js';
import { p256, type Party, rsa } from '../x509.fixture.js';
import { describeWithOpenssl, OpensslFolder } from './openssl.fixture.js';
import { hours, now, pki } from './present-pki.fixture.js';

const folder = new OpensslFolder();
afterAll(() => folder.remove());

const crlOf = (issuer: Party, ...revoked: Party[]) => {
  const entries = revoked.map(({ certificate: { serial } }) => ({
    serial,
    revokedAt: now,
    reason: 'keyCompromise' as const,
  }));
  return createCrl(issuer, { revoked: entries, thisUpdate: now, nextUpdate: hours(1), number: 1 });
};

describeWithOpenssl('OpenSSL', () => {
  describe.each([
    ['ECDSA P-256 with SHA-256', p256, 'sha256' as const],
    ['RSA with SHA-512', rsa, 'sha512' as const],
  ])('with authorities of %s', (_kind, keys, hash) => {
    let parties: Awaited<ReturnType<typeof pki>>;
    let crls: readonly [Buffer, Buffer];
    let verify: (party: Party, ...more: string[]) => Promise<string>;

    beforeAll(async () => {
      parties = await pki(() => keys(), hash);
      const { top, ca, bad } = parties;
      crls = [await crlOf(top), await crlOf(ca, bad)];
      const anchors = folder.write(
        `${hash}-root.pem`,
        certificatePem(top.certificate) + crls.map(crlPem).join(''),
      );
      const issuer = folder.write(`${hash}-ca.pem`, certificatePem(ca.certificate));
      verify = ({ certificate }, ...more) => {
        const path = folder.write(`${hash}-${certificate.serial}.pem`, certificatePem(certificate));
        return folder.run('verify', '-x509_strict', ...more, '-CAfile', anchors, '-untrusted', issuer, path);
      };
    });

    it('verifies our chains: openssl verify -crl_check_all -purpose sslserver -verify_hostname', async () => {
      const answer = await verify(
        parties.good,
        '-crl_check_all',
        '-purpose',
        'sslserver',
        '-verify_hostname',
        'api.acme.example',
      );
      expect(answer).toContain(': OK');
      await expect(verify(parties.good, '-purpose', 'sslclient')).rejects.toThrow(
        'unsuitable certificate purpose',
      );
    });

    it('finds the revoked certificate in our list', async () => {
      await expect(verify(parties.bad, '-crl_check')).rejects.toThrow('certificate revoked');
      await expect(verify(parties.bad)).resolves.toContain(': OK');
    });

    it('reads our list: openssl crl -verify', async () => {
      const list = folder.write(`${hash}.crl`, crls[1]);
      const answer = await folder.run(
        'crl',
        '-inform',
        'DER',
        '-in',
        list,
        '-CAfile',
        folder.file(`${hash}-ca.pem`),
        '-noout',
        '-text',
      );
      expect(answer).toContain('verify OK');
      expect(answer).toContain('Key Compromise');
      expect(answer).toContain('X509v3 CRL Number');
    });
  });

  it.each([
    ['RSA', () => rsa()],
    ['ECDSA', () => p256()],
  ])('verifies our requests with %s: openssl req -verify', async (_kind, keys) => {
    const subject = DistinguishedName.parse('CN=client-1,OU=org-7,O=Acme\\, Inc.,C=AE');
    const names = { dns: ['a.example'], uris: ['https://a.example/'] };
    const request = folder.write(
      'ours.csr',
      await createCertificateRequest(signerOf(keys().privateKey), { subject, names }),
    );
    const answer = await folder.run(
      'req',
      '-verify',
      '-in',
      request,
      '-noout',
      '-text',
      '-nameopt',
      'RFC2253',
    );
    expect(answer).toContain('verify OK');
    expect(answer).toContain('CN=client-1,OU=org-7,O=Acme\\, Inc.,C=AE');
    expect(answer).toContain('DNS:a.example, URI:https://a.example/');
  });
});
