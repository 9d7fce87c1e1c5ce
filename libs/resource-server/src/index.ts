export { ResourceServer, type ResourceServerOptions } from './authorize.js';
export { type Credentials, type RequestHead, credentialsOf } from './credentials.js';
export type { Authorization, Protection } from './protected.js';
export { Auth, Protected, ProtectedGuard } from './protected.decorator.js';
export { resourceServerRefusals } from './refusals.js';
export { IssuerKeys, ResourceServerModule } from './resource-server.module.js';
export { type Standing, introspectionStanding, replicaStanding } from './standing.js';
export { type TokenPolicy, verifyTokens } from './verify-tokens.js';
