import { OctetString } from '@peculiar/asn1-schema';
import { Certificate as AsnCertificate, CRLReason, CRLReasons, Name } from '@peculiar/asn1-x509';
import {
  BasicOCSPResponse,
  CertStatus,
  id_pkix_ocsp_basic,
  OCSPResponse,
  OCSPResponseStatus,
  ResponderID,
  ResponseBytes,
  ResponseData,
  RevokedInfo,
  SingleResponse,
} from '@peculiar/asn1-ocsp';
import type { Certificate } from '../certificate/certificate.js';
import { arrayBufferOf, derOf, parseAsn } from '../asn1/asn.js';
import { asnExtension } from '../certificate/extension-set.js';
import {
  algorithmIdentifierOf,
  type CertificateSigner,
  isSignatureBy,
} from '../certificate/signature-algorithms.js';
import type { Revocation } from '../chain/revocation.js';
import { serialOfId } from './certificate-id.js';
import { nonceExtension, type OcspQuestion } from './ocsp-request.js';
import { trust } from '../../untrusted.js';

/** Who answers: the authority itself, or somebody it gave a certificate for that (RFC 6960 §4.2.2.2). */
export interface OcspResponder {
  readonly certificate: Certificate;
  readonly signer: CertificateSigner;
}

/** What is answered, and for how long it holds. */
export interface OcspAnswer {
  readonly question: OcspQuestion;
  /** What is known of a serial number (hexadecimal); `unknown` for one that was never given out. */
  readonly of: (serial: string) => Revocation;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

/** Answers a question (RFC 6960 §4.2), its nonce repeated: DER for `application/ocsp-response`. */
export const createOcspResponse = async (
  { certificate, signer }: OcspResponder,
  answer: OcspAnswer,
): Promise<Buffer> => {
  const { question, thisUpdate, nextUpdate } = answer;
  const signatureAlgorithm = algorithmIdentifierOf(signer.algorithm);
  const tbsResponseData = new ResponseData({
    responderID: new ResponderID({ byName: parseAsn(Name, certificate.subject.der, 'malformed-name') }),
    producedAt: thisUpdate,
    responses: question.ids.map((certID) => {
      const certStatus = statusOf(answer.of(serialOfId(certID)));
      return new SingleResponse({ certID, certStatus, thisUpdate, nextUpdate });
    }),
    ...(question.nonce ? { responseExtensions: [asnExtension(nonceExtension(question.nonce))] } : {}),
  });
  const data = derOf(tbsResponseData);
  const signature = await signer.sign(data);
  trust(
    isSignatureBy(certificate.publicKey, { algorithm: signer.algorithm, data, signature }),
    'bad-ocsp-signature',
  );
  const certs = [parseAsn(AsnCertificate, certificate.der, 'malformed-certificate')];
  const basic = new BasicOCSPResponse({
    tbsResponseData,
    signatureAlgorithm,
    signature: arrayBufferOf(signature),
    certs,
  });
  return successful(derOf(basic));
};

/** Why a question gets no answer (RFC 6960 §4.2.1); such an answer is not signed. */
export type OcspFailure = 'malformedRequest' | 'internalError' | 'tryLater' | 'sigRequired' | 'unauthorized';

/** An answer that is none: DER. */
export const ocspFailure = (failure: OcspFailure): Buffer =>
  derOf(new OCSPResponse({ responseStatus: OCSPResponseStatus[failure] }));

const successful = (basic: Uint8Array): Buffer =>
  derOf(
    new OCSPResponse({
      responseStatus: OCSPResponseStatus.successful,
      responseBytes: new ResponseBytes({
        responseType: id_pkix_ocsp_basic,
        response: new OctetString(arrayBufferOf(basic)),
      }),
    }),
  );

const statusOf = (revocation: Revocation): CertStatus => {
  if (revocation.status === 'good') return new CertStatus({ good: null });
  if (revocation.status === 'unknown') return new CertStatus({ unknown: null });
  const { revokedAt: revocationTime, reason } = revocation;
  const revocationReason = reason ? { revocationReason: new CRLReason(CRLReasons[reason]) } : {};
  return new CertStatus({ revoked: new RevokedInfo({ revocationTime, ...revocationReason }) });
};
