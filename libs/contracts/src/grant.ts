/** A token or family of tokens (owner: tokens). Ending it ends them all. */
export interface PublicGrant {
  readonly grantId: string;
  readonly status: 'active' | 'ended';
  /** Why it ended, kebab-case. */
  readonly reason?: string;
  readonly grantType: 'client_credentials' | 'authorization_code';
  readonly clientId: string;
  readonly scope: string;
  readonly sub?: string;
  readonly authorizationId?: string;
  readonly intentIds: readonly string[];
  /** RFC 3339: the last moment at which anything of it can be used. */
  readonly expiresAt: string;
}

/** What `TokenIssued` tells of a token; the token itself is nowhere. */
export interface IssuedToken {
  readonly use: 'access' | 'resource' | 'id' | 'refresh';
  readonly jti: string;
  readonly kid?: string;
  readonly expiresAt: string;
}
