export { canonicalJson } from './canonical-json.js';
export { sha256, sha256Base64url, halfHash } from './hash.js';
export { opaqueId, randomText, uuid } from './random.js';
export { Untrusted } from './untrusted.js';
export { fromBase64url, toBase64url } from './base64url.js';
export { constantTimeEqual } from './constant-time.js';
export { deriveKey } from './sealing/derive-key.js';
export { newDataKey, seal, unseal } from './sealing/seal.js';
export { KeyEncryptionKey } from './sealing/key-encryption-key.js';
export { SealedTokens } from './sealing/sealed-tokens.js';
export { signatureAlgorithms, type SignatureAlgorithm } from './jws/algorithms.js';
export { assertPublic, assertVerifies, type PublicJwk } from './jwk/jwk-checks.js';
export { KeySet } from './jwk/key-set.js';
export { jwkThumbprint } from './jwk/thumbprint.js';
export { generateSigningKey, importSigningKey, type KeyPair, type SigningKey } from './jwk/signing-key.js';
export {
  generateEncryptionKey,
  importDecryptionKey,
  type DecryptionKey,
  type EncryptionKeyPair,
  type Recipient,
} from './jwk/encryption-key.js';
export { DecryptionKeySet } from './jwk/decryption-keys.js';
export {
  contentEncryptions,
  keyManagements,
  type ContentEncryption,
  type EncryptionKeyType,
  type KeyManagement,
} from './jwe/jwe-algorithms.js';
export { decryptJwe, encryptJwe, type JwePolicy, type JweTerms, type OpenedJwe } from './jwe/jwe.js';
export { encryptSigned, isJwe, openSigned, type OpenedNested } from './jwe/nested-jwt.js';
export { parseJws, type JwsFormat, type JwsHeader, type UnverifiedJws } from './jws/jws-format.js';
export { signJws, verifyJws, type FindKey, type JwsPolicy, type VerifiedJws } from './jws/jws.js';
export { signDetached, verifyDetached } from './jws/detached-jws.js';
export {
  bodyFormOf,
  bodyForms,
  chooseBodyForm,
  contentTypeOf,
  type BodyForm,
} from './http-bodies/body-forms.js';
export {
  signBody,
  verifyBody,
  type BodyClaims,
  type BodyContent,
  type BodyPolicy,
  type BodyRecipient,
  type VerifiedBody,
  type WireBody,
} from './http-bodies/signed-body.js';
export {
  signOpenBanking,
  verifyOpenBanking,
  type OpenBankingFacts,
  type OpenBankingPolicy,
} from './http-bodies/open-banking-signature.js';
export { jwtKinds, normalTyp, type JwtKind } from './jwt/jwt-kinds.js';
export { assertKind, readClaims, signJwt, verifyJwt, type Claims, type VerifiedToken } from './jwt/jwt.js';
export { assertClaims, CLOCK_SKEW, type ClaimRules } from './jwt/claim-checks.js';
export { CertificateSet } from './certified/certificate-set.js';
export {
  CertificateTrust,
  type CertificateTrustOptions,
  type CertifiedBy,
  type SignatureTimes,
} from './certified/certificate-trust.js';
export { assertMaySign, certifiedKey, signCertified, type CertifiedKey } from './certified/certified-key.js';
export {
  assertCertified,
  verifyCertified,
  type CertifiedPolicy,
  type FindCertificate,
  type VerifiedCertified,
} from './certified/verify-certified.js';
export * as authenticity from './authenticity/index.js';
export * from './x509/index.js';
export { isLei, leiCheckDigits } from './credentials/lei.js';
export { identifierKind, IDENTIFIER_MAX, type IdentifierKind } from './identifiers/identifier.js';
export {
  type CertifiedEntity,
  ResolvedIdentifier,
  type IdentifierKey,
  type IdentifierService,
  type ResolveIdentifier,
  type VerificationRelationship,
} from './identifiers/resolved-identifier.js';
export { parseDidDocument, readDidDocument } from './identifiers/did-document.js';
export { writeDidDocument, type DidDocumentFacts } from './identifiers/write-did-document.js';
export { didWebOf, didWebUrl } from './identifiers/did-web.js';
export { didKeyOf } from './identifiers/did-key.js';
export { didJwkOf } from './identifiers/did-jwk.js';
export { resolveLocally } from './identifiers/resolve-locally.js';
export {
  CREDENTIAL_MAX,
  LEGAL_ENTITY_TYPE,
  LEGAL_ENTITY_VCT,
  type CredentialForm,
  type CredentialPolicy,
  type LegalEntityCredential,
} from './credentials/credential.js';
export { VC_CONTEXT, verifyVcJwt } from './credentials/vc-jwt.js';
export { splitSdJwt, verifySdJwtVc, type SdJwtParts } from './credentials/sd-jwt-vc.js';
export { isSdJwt, statedSubject, verifyCredential } from './credentials/verify-credential.js';
export { verifyVpJwt } from './credentials/vp-jwt.js';
export { verifyKeyBinding } from './credentials/key-binding.js';
export { verifyPresentation } from './credentials/presentation.js';
export type { PresentationPolicy, VerifiedPresentation } from './credentials/presentation-policy.js';
export { verifyIssuers, type TrustPolicy } from './credentials/issuer-chain.js';
export { statusReference, type StatusReference } from './status-list/status-reference.js';
export {
  StatusList,
  STATUS_LIST_MAX_BYTES,
  statusValues,
  type StatusBits,
  type StatusName,
} from './status-list/status-list.js';
export {
  assertValid,
  STATUS_TOKEN_MAX,
  verifyStatusToken,
  type StatusTokenPolicy,
  type VerifiedStatusList,
} from './status-list/status-token.js';
export { sdJwtVcClaims, vcClaims, type CredentialFacts } from './credentials/issue-credential.js';
export { hideClaims, joinSdJwt, type HiddenClaims } from './credentials/hide-claims.js';
export {
  keyBindingClaims,
  signKeyBinding,
  signVpJwt,
  vpClaims,
  type PresentationRequest,
} from './credentials/present-credential.js';
export * from './key-store/index.js';
