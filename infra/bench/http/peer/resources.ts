/** Access tokens for this resource are JWTs (RFC 9068, ES256), as ours are. */
export const JWT_RESOURCE = 'urn:bench:jwt';
/** Access tokens for this one are opaque and stored: the only ones that oidc-provider introspects. */
export const OPAQUE_RESOURCE = 'urn:bench:opaque';
export const RESOURCE_SCOPE = 'createQuote';
