import { sign } from 'node:crypto';
import { OctetString } from '@peculiar/asn1-schema';
import { BasicOCSPResponse, OCSPResponse, ResponseBytes } from '@peculiar/asn1-ocsp';
import { arrayBufferOf, derOf, parseAsn } from '../asn1/asn.js';
import { createOcspRequest, parseOcspRequest } from '../ocsp/ocsp-request.js';
import { createOcspResponse, type OcspAnswer, ocspFailure } from '../ocsp/ocsp-response.js';
import { type OcspExpectation, verifyOcspResponse } from '../ocsp/verify-ocsp-response.js';
import { algorithm, flipped, forgedParty, tlv } from '../forge.fixture.js';
import { authority, day, leaf, NOW, type Party, root } from '../x509.fixture.js';
import type { Honest } from './chain-rows.fixture.js';
import type { Row } from './row.fixture.js';

const nonce = Buffer.alloc(16, 7);

/** An answer about the leaf, which says that it is good, by whoever calls himself a responder. */
const answerBy = (
  { ca, app }: Honest,
  responder: Party,
  more: Partial<OcspAnswer> & { readonly nonce?: Uint8Array } = {},
) => {
  const question = parseOcspRequest(
    createOcspRequest(app.certificate, ca.certificate, { nonce: more.nonce ?? nonce }),
    ca.certificate,
  );
  return createOcspResponse(responder, {
    question,
    of: () => ({ status: 'good' }),
    thisUpdate: day(0),
    nextUpdate: day(1),
    ...more,
  });
};

/** The honest answer, its signature made anew with an algorithm. */
const resigned = (der: Uint8Array, by: Party, oid: string, hash: string): Buffer => {
  const response = parseAsn(OCSPResponse, der, 'fixture');
  const basic = parseAsn(
    BasicOCSPResponse,
    new Uint8Array(response.responseBytes!.response.buffer),
    'fixture',
  );
  basic.signatureAlgorithm = algorithm(oid);
  basic.signature = arrayBufferOf(sign(hash, derOf(basic.tbsResponseData), by.privateKey));
  const bytes = new OctetString(arrayBufferOf(derOf(basic)));
  response.responseBytes = new ResponseBytes({
    responseType: response.responseBytes!.responseType,
    response: bytes,
  });
  return derOf(response);
};

const read = ({ ca, app }: Honest, der: Uint8Array, more: Partial<OcspExpectation> = {}) =>
  verifyOcspResponse(der, { certificate: app.certificate, issuer: ca.certificate, now: NOW, nonce, ...more });

/** Who answers, RFC 6960 §4.2.2.2. */
const responderRows = (honest: Honest): Row[] => {
  const by = async (responder: Party) => read(honest, await answerBy(honest, responder));
  return [
    ['by a stranger', async () => by(await root('Stranger')), 'untrusted-ocsp-responder'],
    [
      'by a stranger under the name of the issuer',
      async () => by(await authority(await root())),
      'bad-ocsp-signature',
    ],
    ['by a certificate of the issuer that is not for OCSP', () => by(honest.app), 'untrusted-ocsp-responder'],
    [
      'by a certificate for OCSP of another issuer',
      async () => by(await leaf(honest.top, 'Responder', { purpose: 'ocsp-signing' })),
      'untrusted-ocsp-responder',
    ],
    [
      'by a certificate for OCSP that has expired',
      async () => by(await leaf(honest.ca, 'Responder', { purpose: 'ocsp-signing', notAfter: day(-0.5) })),
      'untrusted-ocsp-responder',
    ],
    [
      'by a certificate for OCSP of an issuer of the same name',
      async () => by(await leaf(await authority(await root()), 'Responder', { purpose: 'ocsp-signing' })),
      'untrusted-ocsp-responder',
    ],
    [
      'by a responder that may sign, but is not named',
      async () => {
        const responder = await leaf(honest.ca, 'Responder', { purpose: 'ocsp-signing' });
        const other = forgedParty(honest.ca, { name: 'Someone' });
        return by({ ...responder, certificate: other.certificate, signer: other.signer });
      },
      'untrusted-ocsp-responder',
    ],
  ];
};

/** What is answered, RFC 6960 §3.2. */
export const ocspResponseRows = (honest: Honest, rsaCa: Party): readonly Row[] => {
  const { ca } = honest;
  const honestAnswer = (more: Parameters<typeof answerBy>[2] = {}) => answerBy(honest, ca, more);
  return [
    ...responderRows(honest),
    [
      'about another serial number',
      async () => read(honest, await honestAnswer(), { certificate: (await leaf(ca)).certificate }),
      'ocsp-of-another-certificate',
    ],
    [
      'about the same serial number of another issuer',
      async () => {
        const other = await authority(honest.top, 'Issuing CA', {
          keys: { publicKey: ca.certificate.publicKey, privateKey: ca.privateKey },
          subject: honest.top.certificate.subject,
        });
        return read(honest, await honestAnswer(), { issuer: other.certificate });
      },
      'untrusted-ocsp-responder',
    ],
    [
      'of last week, played again',
      async () => read(honest, await honestAnswer({ thisUpdate: day(-7), nextUpdate: day(-6) })),
      'ocsp-expired',
    ],
    [
      'to another question, played again',
      async () => read(honest, await honestAnswer({ nonce: Buffer.alloc(16, 8) })),
      'ocsp-nonce-mismatch',
    ],
    [
      'without the nonce that was asked with',
      async () =>
        read(
          honest,
          await createOcspResponse(ca, {
            question: {
              ...parseOcspRequest(createOcspRequest(honest.app.certificate, ca.certificate), ca.certificate),
            },
            of: () => ({ status: 'good' }),
            thisUpdate: NOW,
            nextUpdate: day(1),
          }),
        ),
      'ocsp-nonce-mismatch',
    ],
    [
      'of tomorrow',
      async () => read(honest, await honestAnswer({ thisUpdate: day(1), nextUpdate: day(2) })),
      'ocsp-not-yet-valid',
    ],
    [
      'with one bit of its signature changed',
      async () => read(honest, changed(await honestAnswer())),
      'bad-ocsp-signature',
    ],
    [
      'signed with SHA-1',
      async () =>
        read(
          { ...honest, ca: rsaCa },
          resigned(await answerBy({ ...honest, ca: rsaCa }, rsaCa), rsaCa, '1.2.840.113549.1.1.5', 'sha1'),
        ),
      'weak-signature-hash',
    ],
    ['that the responder is busy', () => read(honest, ocspFailure('tryLater')), 'ocsp-unavailable'],
    ['that nobody is authorised to ask', () => read(honest, ocspFailure('unauthorized')), 'ocsp-unavailable'],
    ['of forty kilobytes', () => read(honest, tlv(0x30, Buffer.alloc(40_000))), 'oversized'],
    ['that is a page of HTML', () => read(honest, Buffer.from('<html></html>')), 'not-der'],
    ['that is a certificate', () => read(honest, honest.app.certificate.der), 'malformed-ocsp-response'],
    [
      'made by somebody with another key',
      () => answerBy(honest, { ...ca, signer: honest.app.signer }),
      'bad-ocsp-signature',
    ],
  ];
};

/** A bit of the status, which stands before the certificate of the responder. */
const changed = (der: Uint8Array): Buffer => flipped(der, Buffer.from(der).indexOf(nonce) + 1);
