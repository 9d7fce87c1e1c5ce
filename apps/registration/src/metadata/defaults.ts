/** What a client is when it does not say (RFC 7591 §2), as far as the profiles here allow the RFC's own defaults. */
export const defaults = {
  grantTypes: ['authorization_code'],
  responseTypes: ['code'],
  idTokenSignedResponseAlg: 'PS256',
} as const;
