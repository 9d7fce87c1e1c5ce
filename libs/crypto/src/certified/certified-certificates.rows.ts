import type { CertifiedBy } from './certificate-trust.js';
import { at, makeFramework, now, seconds } from './certified.fixture.js';
import {
  type Case,
  claims,
  framework,
  mine,
  revoked,
  signed,
  withCertificate,
} from './certified-hostile.fixture.js';

/** Certificates that were not good when something was signed. */
export const certificates: Readonly<Record<string, readonly [() => Promise<Case>, string]>> = {
  'R44: expired when it was signed': [
    async () => signed(claims, { by: await withCertificate({ notAfter: at(-1) }) }),
    'certificate-expired',
  ],
  'R44: not yet valid when it was signed': [
    async () => signed(claims, { by: await withCertificate({ notBefore: at(1) }) }),
    'certificate-not-yet-valid',
  ],
  'dated back to before the certificate': [
    async () =>
      signed({ ...claims, iat: seconds - 200 }, { by: await withCertificate({ notBefore: at(-100) }) }),
    'certificate-not-yet-valid',
  ],
  'signed with the key for TLS': [
    async () => signed(claims, { by: await withCertificate({ purpose: 'client-tls' }) }),
    'wrong-extended-key-usage',
  ],
  'signed with the key for encryption': [
    async () => signed(claims, { by: await withCertificate({ purpose: 'encryption' }) }),
    'wrong-key-usage',
  ],
  'of an issuer nobody knows': [
    async () => signed(claims, { by: await (await makeFramework('Elsewhere')).certify(mine) }),
    'unknown-issuer',
  ],
  'of an issuer that has the same name': [
    async () => signed(claims, { by: await (await makeFramework()).certify(mine) }),
    'bad-certificate-signature',
  ],
  'of a chain without its middle': [
    async () => signed(claims, { by: { ...(await withCertificate({})), intermediates: [] } }),
    'unknown-issuer',
  ],
};

/** Revocations of a certificate that something was signed with fifty seconds ago. */
export const revocations: Readonly<Record<string, readonly [(by: CertifiedBy) => void, string]>> = {
  'revoked before it was signed': [
    (by) => framework.revoked.set(by.leaf.id, revoked(at(-100))),
    'certificate-revoked',
  ],
  'revoked before it was received, and dated back': [
    (by) => framework.revoked.set(by.leaf.id, revoked(at(-1))),
    'certificate-revoked',
  ],
  'revoked in the second in which it was received': [
    (by) => framework.revoked.set(by.leaf.id, revoked(now)),
    'certificate-revoked',
  ],
  'revoked after it was received': [(by) => framework.revoked.set(by.leaf.id, revoked(at(1))), 'good'],
  'whose key was lost, at whatever time': [
    (by) => framework.revoked.set(by.leaf.id, revoked(at(1000), 'keyCompromise')),
    'certificate-revoked',
  ],
  'of which the issuer says nothing': [
    (by) => framework.revoked.set(by.leaf.id, { status: 'unknown' }),
    'revocation-unknown',
  ],
};

/** Spellings of the name of the signer. */
export const names: Readonly<Record<string, readonly [string, string]>> = {
  'in other letters': ['cn=APP,ou=ORG\\,1,o=acme telecom,c=ae', 'good'],
  'with spaces between': ['CN=app, OU=org\\,1, O=Acme  Telecom, C=AE', 'good'],
  'with an escape in hexadecimal': ['CN=\\61pp,OU=org\\2C1,O=Acme Telecom,C=AE', 'good'],
  'with types by number': ['2.5.4.3=app,2.5.4.11=org\\,1,2.5.4.10=Acme Telecom,2.5.4.6=AE', 'good'],
  'the other way round': ['C=AE,O=Acme Telecom,OU=org\\,1,CN=app', 'wrong-issuer'],
  'without its common name': ['OU=org\\,1,O=Acme Telecom,C=AE', 'wrong-issuer'],
  'with one more unit': ['CN=app,OU=x,OU=org\\,1,O=Acme Telecom,C=AE', 'wrong-issuer'],
  'of two units for one with a comma': ['CN=app,OU=org,OU=1,O=Acme Telecom,C=AE', 'wrong-issuer'],
  'with letters that look alike': ['CN=аpp,OU=org\\,1,O=Acme Telecom,C=AE', 'wrong-issuer'],
  'that is no name': ['https://buyer.example', 'malformed-name'],
  'with a NUL': ['CN=app\\00,OU=org\\,1,O=Acme Telecom,C=AE', 'malformed-name'],
  'as OpenSSL writes it': ['/C=AE/O=Acme Telecom/OU=org,1/CN=app', 'malformed-name'],
};
