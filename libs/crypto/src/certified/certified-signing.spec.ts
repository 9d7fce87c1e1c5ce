import type { CertifiedBy } from './certificate-trust.js';
import { at, certified, makeFramework, now } from './certified.fixture.js';
import {
  framework,
  good,
  mine,
  revoked,
  rsa,
  stranger,
  withCertificate,
} from './certified-hostile.fixture.js';
import { signCertified } from './certified-key.js';
import type { Claims } from '../jwt/jwt.js';

describe('nothing is signed (MEF 128 R42–R44)', () => {
  const attempt = async (by: CertifiedBy, of: Claims = {}) =>
    signCertified(await certified(mine, by), { claims: of }, framework.trust, now);

  it.each<[string, () => Promise<CertifiedBy>, string]>([
    ['with an expired certificate', () => withCertificate({ notAfter: at(-1) }), 'certificate-expired'],
    [
      'before the certificate is valid',
      () => withCertificate({ notBefore: at(1) }),
      'certificate-not-yet-valid',
    ],
    [
      'with a certificate for TLS',
      () => withCertificate({ purpose: 'server-tls' }),
      'wrong-extended-key-usage',
    ],
    ['with a certificate of nobody', async () => (await makeFramework('X')).certify(mine), 'unknown-issuer'],
    ['with the certificate of another key', () => framework.certify(stranger), 'wrong-certificate'],
    ['with the certificate of a key of another kind', () => framework.certify(rsa), 'wrong-certificate'],
  ])('%s', async (_title, make, reason) => {
    const by = await make();
    await expect(attempt(by)).rejects.toMatchObject({ name: 'Untrusted', reason });
  });

  it.each<[string, Parameters<typeof framework.revoked.set>[1], string]>([
    ['with a revoked certificate', revoked(at(-1)), 'certificate-revoked'],
    ['while nobody knows whether it is revoked', { status: 'unknown' }, 'revocation-unknown'],
  ])('%s', async (_title, status, reason) => {
    const by = await withCertificate({});
    framework.revoked.set(by.leaf.id, status);
    await expect(attempt(by)).rejects.toMatchObject({ name: 'Untrusted', reason });
  });

  it('in the name of somebody else', async () => {
    await expect(attempt(good, { iss: 'CN=other' })).rejects.toThrow('wrong-issuer');
    await expect(attempt(good, { iss: 'cn=app, ou=org\\,1, o=Acme Telecom, c=AE' })).resolves.toBeDefined();
  });
});
