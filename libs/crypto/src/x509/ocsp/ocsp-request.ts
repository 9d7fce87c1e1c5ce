import { OctetString } from '@peculiar/asn1-schema';
import { type CertID, id_pkix_ocsp_nonce, OCSPRequest, Request, TBSRequest } from '@peculiar/asn1-ocsp';
import type { Certificate } from '../certificate/certificate.js';
import { arrayBufferOf, derOf, orUntrusted, parseAsn } from '../asn1/asn.js';
import { assertDer } from '../asn1/der.js';
import { asnExtension, ExtensionSet, extensionOf } from '../certificate/extension-set.js';
import { certificateIdOf, isOfIssuer, type OcspHash, serialOfId } from './certificate-id.js';
import { trust } from '../../untrusted.js';

const MAX_BYTES = 4096;
const MAX_CERTIFICATES = 16;
/** RFC 9654 §2.1: 1 to 128 octets. */
const MAX_NONCE = 128;

/** Which certificates somebody asks an authority about. */
export interface OcspQuestion {
  /** Serial numbers, hexadecimal, of the certificates of this issuer. */
  readonly serials: readonly string[];
  readonly nonce: Uint8Array | undefined;
  /** As they were named, so that the answer names them alike. */
  readonly ids: readonly CertID[];
}

/** Asks about one certificate: DER for `application/ocsp-request`. */
export const createOcspRequest = (
  certificate: Pick<Certificate, 'serial'>,
  issuer: Certificate,
  { nonce, hash = 'sha1' }: { readonly nonce?: Uint8Array; readonly hash?: OcspHash } = {},
): Buffer => {
  const reqCert = certificateIdOf(certificate.serial, issuer, hash);
  const requestExtensions = nonce ? { requestExtensions: [asnExtension(nonceExtension(nonce))] } : {};
  const tbsRequest = new TBSRequest({ requestList: [new Request({ reqCert })], ...requestExtensions });
  return derOf(new OCSPRequest({ tbsRequest }));
};

/**
 * Reads what somebody asks (RFC 6960 §4.1). A signature of whoever asks is passed over, since everybody may ask.
 * Throws `Untrusted('oversized' | 'not-der' | 'malformed-ocsp-request' | 'unknown-critical-extension')`, and
 * `Untrusted('ocsp-of-another-issuer')` for certificates that `issuer` did not make.
 */
export const parseOcspRequest = (der: Uint8Array, issuer: Certificate): OcspQuestion => {
  trust(der.length <= MAX_BYTES, 'oversized');
  assertDer(der);
  return orUntrusted('malformed-ocsp-request', () => {
    const { tbsRequest } = parseAsn(OCSPRequest, der, 'malformed-ocsp-request');
    const ids = tbsRequest.requestList.map(({ reqCert }) => reqCert);
    trust(ids.length > 0 && ids.length <= MAX_CERTIFICATES, 'malformed-ocsp-request');
    trust(
      ids.every((id) => isOfIssuer(id, issuer)),
      'ocsp-of-another-issuer',
    );
    const extensions = ExtensionSet.of(tbsRequest.requestExtensions);
    trust(
      extensions.critical.every((oid) => oid === id_pkix_ocsp_nonce),
      'unknown-critical-extension',
    );
    return { serials: ids.map(serialOfId), ids, nonce: nonceOf(extensions) };
  });
};

/** RFC 9654 §2.1. */
export const nonceOf = (extensions: ExtensionSet): Uint8Array | undefined => {
  const nonce = extensions.read(id_pkix_ocsp_nonce, OctetString);
  trust(!nonce || (nonce.byteLength > 0 && nonce.byteLength <= MAX_NONCE), 'malformed-ocsp-request');
  return nonce && new Uint8Array(nonce.buffer);
};

export const nonceExtension = (nonce: Uint8Array) =>
  extensionOf(id_pkix_ocsp_nonce, new OctetString(arrayBufferOf(nonce)));
