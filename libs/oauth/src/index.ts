export {
  ClientAuthentication,
  registeredMethod,
  type AuthenticatedClient,
} from './client-authentication/client-authentication.js';
export type { AuthenticationMethod } from './client-authentication/method.js';
export { CertificateStatus, type CertificateStatusOptions } from './certificates/certificate-status.js';
export { TrustAnchors } from './certificates/trust-anchors.js';
export { causeOf } from './cause-of.js';
export { ClientMessages, type ExpectedBody } from './certified/client-messages.js';
export { MessageSigner, type SignedMessage } from './certified/message-signer.js';
export { ClientKeys, type VerifiedJwt } from './client-keys.js';
export { decryptionKeys } from './decryption-keys/decryption-keys.aggregate.js';
export { DecryptionKeys } from './decryption-keys/decryption-keys.js';
export { OAuthModule } from './oauth.module.js';
export { OAuthSettings } from './oauth-settings.js';
export {
  Outbound,
  type OutboundAnswer,
  type OutboundBytes,
  type OutboundPolicy,
  type OutboundRequest,
  type Resolve,
} from './outbound.js';
export { ClientCertificates } from './mutual-tls/client-certificates.js';
export { assertConfirmed, confirmationOf, type Confirmation } from './mutual-tls/confirmation.js';
export { methodsOffered, type MutualTls } from './mutual-tls/mutual-tls.js';
export { pinOf, pinningRules, type CallerPin } from './mutual-tls/pinning.js';
export { parsePins } from './mutual-tls/pins-setting.js';
export {
  notePresented,
  presentedCertificate,
  presentedWith,
  type PresentedCertificate,
} from './mutual-tls/presented-certificate.js';
export { normalSubject } from './mutual-tls/subject.js';
export { parsePolicy } from './registration-policy/parse-policy.js';
export type { PolicyRule, RegistrationPolicy } from './registration-policy/policy.js';
export { policyInForce, policySetting } from './registration-policy/policy-setting.js';
export { wantedPresentations, type WantedPresentation } from './registration-policy/wanted-presentations.js';
export { bindsTokens, profileOf, profiles, type SecurityProfile } from './profiles.js';
export { oauthRefusals, type OAuthRefusal } from './refusals.js';
export { RemoteKeys } from './remote-keys.js';
export { ServerKeys, type ListedSigningKey, type ServerKeysOptions } from './server-keys.js';
export { publicSigningKeys, signingKeys } from './signing-keys/signing-keys.aggregate.js';
export type { SigningKeysState } from './signing-keys/signing-keys.decider.js';
export { lazySibling } from './siblings.js';
export { CertifiedNames, type CertifiedNamesOptions } from './identifiers/certified-names.js';
export { Identifiers, type IdentifierPolicy } from './identifiers/identifiers.js';
export { StatusLists, type ToldStatus } from './identifiers/status-lists.js';
export { CREDENTIAL_SERVICE, CredentialDocuments } from './identifiers/credential-documents.js';
export {
  LegalEntities,
  type AcceptedIssuers,
  type AskedPresentation,
  type CredentialEvidence,
  type ProvenLegalEntity,
} from './identifiers/legal-entities.js';
