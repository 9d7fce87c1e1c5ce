export { ClientAuthentication, type AuthenticatedClient } from './client-authentication.js';
export { ClientKeys, type VerifiedJwt } from './client-keys.js';
export { OAuthModule } from './oauth.module.js';
export { OAuthSettings } from './oauth-settings.js';
export {
  Outbound,
  type OutboundAnswer,
  type OutboundPolicy,
  type OutboundRequest,
  type Resolve,
} from './outbound.js';
export { profileOf, profiles, type SecurityProfile } from './profiles.js';
export { oauthRefusals, type OAuthRefusal } from './refusals.js';
export { RemoteKeys } from './remote-keys.js';
export { ServerKeys, type ListedSigningKey, type ServerKeysOptions } from './server-keys.js';
export { publicSigningKeys, signingKeys } from './signing-keys/signing-keys.aggregate.js';
export type { SigningKeysState } from './signing-keys/signing-keys.decider.js';
export { siblingOf } from './siblings.js';
