import { OCSPRequest, Request, TBSRequest } from '@peculiar/asn1-ocsp';
import { derOf } from '../asn1/asn.js';
import { algorithm, rawExtension, tlv } from '../forge.fixture.js';
import { certificateIdOf } from '../ocsp/certificate-id.js';
import { createOcspRequest, parseOcspRequest } from '../ocsp/ocsp-request.js';
import { root } from '../x509.fixture.js';
import type { Honest } from './chain-rows.fixture.js';
import type { Row } from './row.fixture.js';

/** What a client asks that a responder will not answer. */
export const ocspRequestRows = ({ ca, app }: Honest): readonly Row[] => {
  const id = certificateIdOf(app.certificate.serial, ca.certificate, 'sha256');
  const request = (tbs: Partial<TBSRequest>) => () =>
    parseOcspRequest(derOf(new OCSPRequest({ tbsRequest: new TBSRequest(tbs) })), ca.certificate);
  const requestList = [new Request({ reqCert: id })];
  return [
    [
      'about a certificate of another issuer',
      async () =>
        parseOcspRequest(createOcspRequest(app.certificate, (await root()).certificate), ca.certificate),
      'ocsp-of-another-issuer',
    ],
    [
      'with a hash that nobody uses',
      () => {
        const md5 = certificateIdOf(app.certificate.serial, ca.certificate, 'sha1');
        md5.hashAlgorithm = algorithm('1.2.840.113549.2.5');
        return request({ requestList: [new Request({ reqCert: md5 })] })();
      },
      'ocsp-of-another-issuer',
    ],
    [
      'about seventeen certificates',
      request({ requestList: Array.from({ length: 17 }, () => requestList[0]!) }),
      'malformed-ocsp-request',
    ],
    ['about none', request({ requestList: [] }), 'malformed-ocsp-request'],
    [
      'with a critical extension',
      request({ requestList, requestExtensions: [rawExtension('1.2.3.4', Buffer.of(5, 0), true)] }),
      'unknown-critical-extension',
    ],
    [
      'with a nonce of 129 octets',
      () =>
        parseOcspRequest(
          createOcspRequest(app.certificate, ca.certificate, { nonce: Buffer.alloc(129, 1) }),
          ca.certificate,
        ),
      'malformed-ocsp-request',
    ],
    ['of five kilobytes', () => parseOcspRequest(tlv(0x30, Buffer.alloc(5000)), ca.certificate), 'oversized'],
    ['that is no DER', () => parseOcspRequest(Buffer.from('hello'), ca.certificate), 'not-der'],
    [
      'that is something else',
      () => parseOcspRequest(tlv(0x30, Buffer.of(5, 0)), ca.certificate),
      'malformed-ocsp-request',
    ],
  ];
};
