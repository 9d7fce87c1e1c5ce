import { authority, day, leaf, NOW, root } from '../x509.fixture.js';
import type { Revocation } from '../chain/revocation.js';
import { createOcspRequest, parseOcspRequest } from './ocsp-request.js';
import { createOcspResponse, type OcspResponder } from './ocsp-response.js';
import { verifyOcspResponse } from './verify-ocsp-response.js';

const ca = await authority(await root());
const app = await leaf(ca);
const delegate = await leaf(ca, 'Responder', { purpose: 'ocsp-signing', notAfter: day(7) });
const nonce = Buffer.alloc(32, 9);

const answer = async (responder: OcspResponder, revocation: Revocation, hash: 'sha1' | 'sha256' = 'sha1') => {
  const request = createOcspRequest(app.certificate, ca.certificate, { nonce, hash });
  const question = parseOcspRequest(request, ca.certificate);
  expect(question.serials).toEqual([app.certificate.serial]);
  const of = () => revocation;
  return createOcspResponse(responder, { question, of, thisUpdate: day(0), nextUpdate: day(1) });
};

const expected = { certificate: app.certificate, issuer: ca.certificate, now: NOW, nonce };

describe('an answer of OCSP (RFC 6960)', () => {
  it.each<[string, Revocation]>([
    ['good', { status: 'good' }],
    ['revoked', { status: 'revoked', revokedAt: day(-1) }],
    ['revoked for a reason', { status: 'revoked', revokedAt: day(-1), reason: 'keyCompromise' }],
    ['unknown', { status: 'unknown' }],
  ])('says that a certificate is %s, by the authority or its delegate', async (_what, revocation) => {
    const verdict = { ...revocation, expiresAt: day(1) };
    expect(verifyOcspResponse(await answer(ca, revocation), expected)).toEqual(verdict);
    expect(verifyOcspResponse(await answer(delegate, revocation, 'sha256'), expected)).toEqual(verdict);
  });

  it('without a nonce is believed only by who says that this is enough (RFC 5019)', async () => {
    const question = parseOcspRequest(createOcspRequest(app.certificate, ca.certificate), ca.certificate);
    const response = await createOcspResponse(ca, {
      question,
      of: () => ({ status: 'good' }),
      thisUpdate: day(0),
      nextUpdate: day(1),
    });
    expect(() => verifyOcspResponse(response, expected)).toThrow('ocsp-nonce-mismatch');
    expect(verifyOcspResponse(response, { ...expected, nonceOptional: true }).status).toBe('good');
  });

  it('is believed until it expires', async () => {
    const response = await answer(ca, { status: 'good' });
    const late = (now: Date) => () => verifyOcspResponse(response, { ...expected, now });
    expect(late(new Date(day(1).getTime() - 1))().status).toBe('good');
    expect(late(day(1))).toThrow('ocsp-expired');
  });
});
