import {
  BasicOCSPResponse,
  type CertStatus,
  id_pkix_ocsp_basic,
  id_pkix_ocsp_nonce,
  OCSPResponse,
  OCSPResponseStatus,
  type ResponderID,
  type SingleResponse,
} from '@peculiar/asn1-ocsp';
import { type Certificate, isSignedBy, parseCertificate } from '../certificate/certificate.js';
import { derOf, orUntrusted, parseAsn } from '../asn1/asn.js';
import { assertDer } from '../asn1/der.js';
import { ExtensionSet } from '../certificate/extension-set.js';
import { keyBitsHash } from '../certificate/public-key.js';
import { isSignatureBy, type SignedBytes } from '../certificate/signature-algorithms.js';
import { readSigned } from '../certificate/signed.js';
import { assertPurpose } from '../chain/purposes.js';
import type { Revocation } from '../chain/revocation.js';
import { reasonOf } from '../crl/parse-crl.js';
import { DistinguishedName } from '../names/distinguished-name.js';
import { isOfIssuer, serialOfId } from './certificate-id.js';
import { nonceOf } from './ocsp-request.js';
import { Untrusted, trust } from '../../untrusted.js';

const MAX_BYTES = 32_768;
/** How far two clocks may differ. */
const SKEW_MS = 60_000;

/** What was asked, and how fresh the answer has to be. */
export interface OcspExpectation {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** The present, also when a signature of the past is judged. */
  readonly now: Date;
  /** As it was sent; an answer without it is refused, since an old one could be played again while it holds. */
  readonly nonce?: Uint8Array;
  /** Accept answers made before the question, without a nonce, as most responders of the public internet give them (RFC 5019). */
  readonly nonceOptional?: boolean;
  /** An answer without `nextUpdate` holds for so long; five minutes unless said otherwise. */
  readonly maxAgeMs?: number;
}

/** What an authority said, and until when it may be relied on. */
export type OcspVerdict = Revocation & { readonly expiresAt: Date };

/**
 * Reads an answer of OCSP and everything that makes it one: RFC 6960 §3.2.
 * Throws `Untrusted`: `oversized`, `not-der`, `malformed-ocsp-response`, `ocsp-unavailable` (the responder says that it cannot answer),
 * `untrusted-ocsp-responder`, `bad-ocsp-signature`, `ocsp-of-another-certificate`, `ocsp-not-yet-valid`, `ocsp-expired`,
 * `ocsp-nonce-mismatch`, `unknown-critical-extension`.
 */
export const verifyOcspResponse = (der: Uint8Array, expected: OcspExpectation): OcspVerdict => {
  trust(der.length <= MAX_BYTES, 'oversized');
  assertDer(der);
  return orUntrusted('malformed-ocsp-response', () => {
    const basic = basicOf(der);
    assertSigned(basic, expected);
    const extensions = ExtensionSet.of(basic.asn.tbsResponseData.responseExtensions);
    trust(
      extensions.critical.every((oid) => oid === id_pkix_ocsp_nonce),
      'unknown-critical-extension',
    );
    assertNonce(nonceOf(extensions), expected);
    return verdictOf(basic.asn.tbsResponseData.responses, expected);
  });
};

interface Basic {
  readonly asn: BasicOCSPResponse;
  readonly signed: SignedBytes;
}

const SEQUENCE = 0x30;

const basicOf = (der: Uint8Array): Basic => {
  trust(der[0] === SEQUENCE, 'malformed-ocsp-response');
  const { responseStatus, responseBytes } = parseAsn(OCSPResponse, der, 'malformed-ocsp-response');
  trust(responseStatus === OCSPResponseStatus.successful, 'ocsp-unavailable');
  trust(responseBytes?.responseType === id_pkix_ocsp_basic, 'malformed-ocsp-response');
  const bytes = new Uint8Array(responseBytes.response.buffer);
  assertDer(bytes);
  const { signed } = readSigned(bytes, 'malformed-ocsp-response');
  return { asn: parseAsn(BasicOCSPResponse, bytes, 'malformed-ocsp-response'), signed };
};

const assertSigned = ({ asn, signed }: Basic, { issuer, now }: OcspExpectation): void => {
  const responder = responderOf(asn, issuer, now);
  trust(isSignatureBy(responder.publicKey, signed), 'bad-ocsp-signature');
};

// RFC 6960 §4.2.2.2: the issuer, or who has a certificate for this from the issuer itself, with the same key.
const responderOf = (asn: BasicOCSPResponse, issuer: Certificate, now: Date): Certificate => {
  const { responderID } = asn.tbsResponseData;
  if (isNamed(issuer, responderID)) return issuer;
  const sent = (asn.certs ?? []).slice(0, 4).map((certificate) => parseCertificate(derOf(certificate)));
  const delegate = sent.find((certificate) => isNamed(certificate, responderID));
  trust(
    delegate && delegate.issuer.equals(issuer.subject) && isSignedBy(delegate, issuer),
    'untrusted-ocsp-responder',
  );
  try {
    assertPurpose(delegate, 'ocsp-signing');
  } catch {
    throw new Untrusted('untrusted-ocsp-responder');
  }
  const current =
    delegate.notBefore.getTime() <= now.getTime() && now.getTime() <= delegate.notAfter.getTime();
  trust(current, 'untrusted-ocsp-responder');
  return delegate;
};

const isNamed = (certificate: Certificate, { byName, byKey }: ResponderID): boolean => {
  if (byName) return certificate.subject.equals(DistinguishedName.fromDer(derOf(byName)));
  // RFC 6960 §4.2.1: SHA-1 of the key's bits
  return byKey !== undefined && keyBitsHash(certificate.publicKey, 'sha1').equals(Buffer.from(byKey.buffer));
};

const assertNonce = (
  given: Uint8Array | undefined,
  { nonce, nonceOptional = false }: OcspExpectation,
): void => {
  if (!nonce || (!given && nonceOptional)) return;
  trust(given && Buffer.from(given).equals(nonce), 'ocsp-nonce-mismatch');
};

const verdictOf = (responses: readonly SingleResponse[], expected: OcspExpectation): OcspVerdict => {
  const { certificate, issuer, now, maxAgeMs = 300_000 } = expected;
  const answer = responses.find(
    ({ certID }) => isOfIssuer(certID, issuer) && serialOfId(certID) === certificate.serial,
  );
  trust(answer, 'ocsp-of-another-certificate');
  trust(ExtensionSet.of(answer.singleExtensions).critical.length === 0, 'unknown-critical-extension');
  const { thisUpdate, nextUpdate } = answer;
  trust(thisUpdate.getTime() <= now.getTime() + SKEW_MS, 'ocsp-not-yet-valid');
  const expiresAt = nextUpdate ?? new Date(thisUpdate.getTime() + maxAgeMs);
  trust(now.getTime() < expiresAt.getTime(), 'ocsp-expired');
  return { ...revocationOf(answer.certStatus), expiresAt };
};

const revocationOf = ({ good, revoked, unknown }: CertStatus): Revocation => {
  if (revoked) {
    const reason = reasonOf(revoked.revocationReason?.reason);
    return { status: 'revoked', revokedAt: revoked.revocationTime, ...(reason ? { reason } : {}) };
  }
  return { status: good === null && unknown === undefined ? 'good' : 'unknown' };
};
