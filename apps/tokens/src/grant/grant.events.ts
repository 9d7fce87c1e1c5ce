import type { IssuedToken } from '#contracts';

/** Whose connection the tokens of a grant are bound to. */
export interface TokenSender {
  /** `x5t#S256` of the certificate. */
  readonly thumbprint: string;
  /** RFC 4514, where an authority vouches for it: by that its successor is known. */
  readonly subject?: string;
}

/** What a grant allows, to whom, and until when. */
export interface GrantTerms {
  readonly grantId: string;
  readonly grantType: 'client_credentials' | 'authorization_code';
  readonly clientId: string;
  /** Space-separated. */
  readonly scope: string;
  readonly intentIds: readonly string[];
  /** RFC 3339: the last moment at which anything of the grant is of use; never later than the consent. */
  readonly expiresAt: string;
  readonly authorizationId?: string;
  /** Pairwise subject of the person who consented. */
  readonly sub?: string;
  readonly acr?: string;
  /** Seconds since the epoch. */
  readonly authTime?: number;
  /** Where tokens are bound to a certificate (RFC 8705 §3). */
  readonly sender?: TokenSender;
}

/** The one refresh token that is good; the token itself is nowhere. */
export interface RefreshTerms {
  /** SHA-256, base64url. */
  readonly hash: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

export type Via = 'client_credentials' | 'front_channel' | 'authorization_code' | 'refresh_token';

export interface TokenIssued {
  readonly type: 'TokenIssued';
  readonly via: Via;
  readonly terms: GrantTerms;
  /** Scope of these tokens: the grant's, or narrower. */
  readonly scope: string;
  readonly tokens: readonly IssuedToken[];
  /** Key that signed the client's assertion, or thumbprint of its certificate; none in the front channel, where no client authenticates. */
  readonly clientKid?: string;
}

export interface CodeRedeemed {
  readonly type: 'CodeRedeemed';
  readonly terms: GrantTerms;
  /** RFC 3339. */
  readonly at: string;
  readonly clientKid: string;
  readonly refresh?: RefreshTerms;
}

export interface TokenRefreshed {
  readonly type: 'TokenRefreshed';
  readonly clientKid: string;
  readonly refresh: RefreshTerms;
}

/** One of the intents is over; the grant lives on for the others. */
export interface GrantNarrowed {
  readonly type: 'GrantNarrowed';
  readonly intentId: string;
  readonly reason: string;
}

export interface GrantEnded {
  readonly type: 'GrantEnded';
  readonly reason: string;
}

export type GrantEvent = TokenIssued | CodeRedeemed | TokenRefreshed | GrantNarrowed | GrantEnded;
