import { sha256Base64url } from '#crypto';

/**
 * The grant that comes of an authorization: one and the same for its front-channel token and its code, and derived, so
 * that whoever knows the authorization (a redeemed code, a revoked intent) finds the grant without a query.
 */
export const grantIdOf = (authorizationId: string): string =>
  sha256Base64url(`grant:${authorizationId}`).slice(0, 22);
