export { ClientAuthentication, type AuthenticatedClient } from './client-authentication.js';
export { ClientKeys, type VerifiedJwt } from './client-keys.js';
export { Outbound } from './outbound.js';
export type { SecurityProfile } from './profiles.js';
export { ServerKeys } from './server-keys.js';
