import fc from 'fast-check';
import { parseCertificate } from '../certificate/certificate.js';
import { createCrl } from '../crl/create-crl.js';
import { parseCrl } from '../crl/parse-crl.js';
import { revocationIn, verifyCrl } from '../crl/verify-crl.js';
import { readPem } from '../asn1/pem.js';
import { createCertificateRequest, parseCertificateRequest } from '../issuing/certificate-request.js';
import { createOcspRequest, parseOcspRequest } from '../ocsp/ocsp-request.js';
import { createOcspResponse } from '../ocsp/ocsp-response.js';
import { verifyOcspResponse } from '../ocsp/verify-ocsp-response.js';
import { Untrusted } from '../../untrusted.js';
import { authority, day, leaf, NOW, root } from '../x509.fixture.js';
import { ask } from './chain-rows.fixture.js';

const top = await root();
const ca = await authority(top);
const app = await leaf(ca, 'app', { names: { dns: ['a.example'] }, crlUrls: ['http://a.example/crl'] });
const nonce = Buffer.alloc(16, 7);
const times = { thisUpdate: day(0), nextUpdate: day(1) };
const revoked = [{ serial: app.certificate.serial, revokedAt: day(-1) }];
const question = parseOcspRequest(
  createOcspRequest(app.certificate, ca.certificate, { nonce }),
  ca.certificate,
);

/** What was made, and what a reader does with it who trusts the authority. */
const things: Readonly<Record<string, readonly [Uint8Array, (der: Uint8Array) => unknown]>> = {
  'a certificate': [
    app.certificate.der,
    (der) => ask({ ...app, certificate: parseCertificate(der) }, { top, ca, app }),
  ],
  'a list': [
    await createCrl(ca, { revoked, ...times, number: 1 }),
    (der) => {
      const list = parseCrl(der);
      verifyCrl(list, ca.certificate, NOW);
      return revocationIn(list, app.certificate);
    },
  ],
  'an answer of OCSP': [
    await createOcspResponse(ca, { question, of: () => ({ status: 'good' }), ...times }),
    (der) =>
      verifyOcspResponse(der, { certificate: app.certificate, issuer: ca.certificate, now: NOW, nonce }),
  ],
  'a request': [
    readPem(await createCertificateRequest(app.signer, app.certificate), 'CERTIFICATE REQUEST')[0]!,
    parseCertificateRequest,
  ],
};

const outcomeOf = (act: () => unknown): unknown => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return error instanceof Untrusted ? 'refused' : error;
  }
};

/** What is refused, but for the certificate that an answer carries along and whose every byte does not matter. */
describe.each(Object.entries(things))('%s', (name, [der, read]) => {
  it('is accepted as it was made', () => {
    expect(outcomeOf(() => read(der))).toBe('accepted');
  });

  it('is refused with any byte changed, and with no other error', () => {
    const signedOnly =
      name === 'an answer of OCSP' ? Buffer.from(der).indexOf(Buffer.from(ca.certificate.der)) : der.length;
    const change = fc.tuple(fc.nat(signedOnly - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(change, ([at, mask]) => {
        const changed = Buffer.from(der);
        changed[at]! ^= mask;
        expect([at, mask, outcomeOf(() => read(changed))]).toEqual([at, mask, 'refused']);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused cut short, or with a part doubled', () => {
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.nat(40), (at, length) => {
        const [before, part] = [der.subarray(0, at), der.subarray(at, at + length + 1)];
        expect(outcomeOf(() => read(before))).toBe('refused');
        expect(outcomeOf(() => read(Buffer.concat([before, part, der.subarray(at)])))).toBe('refused');
      }),
      { numRuns: 60 },
    );
  });
});
