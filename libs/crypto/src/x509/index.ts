export { DistinguishedName, sameDn } from './names/distinguished-name.js';
export type { AlternativeNames } from './certificate/alternative-names.js';
export {
  type Certificate,
  certificatePem,
  isSignedBy,
  parseCertificate,
  parseCertificates,
  x5cOf,
} from './certificate/certificate.js';
export { leiExtension, leiOf } from './certificate/legal-entity.js';
export { extendedKeyUsages, type KeyUsageName } from './certificate/extensions.js';
export { extendedUsageExtension } from './issuing/certificate-profiles.js';
export type { RawExtension } from './certificate/extension-set.js';
export type { CertificateSignatureAlgorithm, CertificateSigner } from './certificate/signature-algorithms.js';
export { type SignatureHash, signerOf } from './certificate/signer.js';
export { assertPurpose, type CertificatePurpose } from './chain/purposes.js';
export {
  assertNotRevoked,
  type Revocation,
  type RevocationReason,
  type RevocationStatus,
} from './chain/revocation.js';
export { type ChainQuestion, type ValidatedPath, verifyChain, verifyPath } from './chain/verify-chain.js';
export {
  type CertificateIssuer,
  issueCertificate,
  type NewCertificate,
  newSerial,
  selfSignedCertificate,
} from './issuing/issue-certificate.js';
export {
  type CertificateRequest,
  createCertificateRequest,
  parseCertificateRequest,
} from './issuing/certificate-request.js';
export { createCrl, crlPem, type NewRevocationList, type RevokedEntry } from './crl/create-crl.js';
export { parseCrl, type RevocationList } from './crl/parse-crl.js';
export { revocationIn, verifyCrl } from './crl/verify-crl.js';
export { createOcspRequest, type OcspQuestion, parseOcspRequest } from './ocsp/ocsp-request.js';
export {
  createOcspResponse,
  type OcspAnswer,
  type OcspFailure,
  ocspFailure,
  type OcspResponder,
} from './ocsp/ocsp-response.js';
export { type OcspExpectation, type OcspVerdict, verifyOcspResponse } from './ocsp/verify-ocsp-response.js';
