import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  createOcspRequest,
  parseCertificate,
  parseCrl,
  revocationIn,
  verifyCrl,
  verifyOcspResponse,
  verifyPath,
} from '../index.js';
import { describeWithOpenssl, OpensslFolder } from './openssl.fixture.js';

// OpenSSL looks at the clock on the wall.
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const folder = new OpensslFolder();
afterAll(() => folder.remove());
const read = (name: string) => readFileSync(folder.file(name));

const CONFIGURATION = `
[ca]
default_ca = sandbox
[sandbox]
database = index.txt
new_certs_dir = .
serial = serial
crlnumber = crlnumber
default_md = sha512
default_days = 2
default_crl_days = 1
policy = any
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[responder]
keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
`;

describeWithOpenssl('an authority run by OpenSSL, RSA with SHA-512', () => {
  beforeAll(async () => {
    folder.write('ca.cnf', CONFIGURATION);
    folder.write('index.txt', '');
    folder.write('serial', '1000\n');
    folder.write('crlnumber', '01\n');
    await folder.run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-subj',
      '/O=Trust/CN=Issuing CA - G1',
      '-days',
      '3',
      '-sha512',
      '-config',
      'ca.cnf',
      '-extensions',
      'authority',
    );
    const issue = async (name: string, profile: string) => {
      await folder.run(
        'req',
        '-new',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.csr`,
        '-subj',
        `/CN=${name}`,
      );
      await folder.run(
        'ca',
        '-batch',
        '-notext',
        '-config',
        'ca.cnf',
        '-keyfile',
        'ca.key',
        '-cert',
        'ca.pem',
        '-extensions',
        profile,
        '-in',
        `${name}.csr`,
        '-out',
        `${name}.pem`,
      );
    };
    await issue('good', 'leaf');
    await issue('bad', 'leaf');
    await issue('responder', 'responder');
    await folder.run(
      'ca',
      '-config',
      'ca.cnf',
      '-keyfile',
      'ca.key',
      '-cert',
      'ca.pem',
      '-revoke',
      'bad.pem',
      '-crl_reason',
      'superseded',
    );
    await folder.run(
      'ca',
      '-config',
      'ca.cnf',
      '-keyfile',
      'ca.key',
      '-cert',
      'ca.pem',
      '-gencrl',
      '-out',
      'ca.crl',
    );
  });

  const certificate = (name: string) => parseCertificate(read(`${name}.pem`));

  it('has chains that we validate', () => {
    const question = {
      leaf: certificate('good'),
      intermediates: [],
      anchors: [certificate('ca')],
      purpose: 'signing' as const,
    };
    expect(verifyPath({ ...question, at: new Date(now.getTime() + 60_000) }).anchor.subject.commonName).toBe(
      'Issuing CA - G1',
    );
    expect(certificate('good').signed.algorithm).toBe('rsa-sha512');
  });

  it('has lists that we read', () => {
    const list = parseCrl(read('ca.crl'));
    verifyCrl(list, certificate('ca'), new Date(now.getTime() + 60_000));
    expect(revocationIn(list, certificate('good'))).toEqual({ status: 'good' });
    expect(revocationIn(list, certificate('bad'))).toMatchObject({ status: 'revoked', reason: 'superseded' });
  });

  it.each([
    ['good', 'ca', {}],
    ['bad', 'responder', { reason: 'superseded' }],
  ])('answers our question about the %s certificate, signed by the %s', async (name, signer, more) => {
    const [issuer, subject, nonce] = [certificate('ca'), certificate(name), randomBytes(16)];
    folder.write('ours.ocsp', createOcspRequest(subject, issuer, { nonce, hash: 'sha256' }));
    await folder.run(
      'ocsp',
      '-index',
      'index.txt',
      '-CA',
      'ca.pem',
      '-rsigner',
      `${signer}.pem`,
      '-rkey',
      `${signer}.key`,
      '-reqin',
      'ours.ocsp',
      '-respout',
      'theirs.ocsp',
      '-ndays',
      '1',
    );
    const verdict = verifyOcspResponse(read('theirs.ocsp'), {
      certificate: subject,
      issuer,
      nonce,
      now: new Date(now.getTime() + 60_000),
    });
    expect(verdict).toMatchObject({ status: name === 'good' ? 'good' : 'revoked', ...more });
  });
});
