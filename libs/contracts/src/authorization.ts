/** One authorization request and what became of it (owner: authorization). */
export interface PublicAuthorization {
  readonly authorizationId: string;
  readonly status: 'requested' | 'granted' | 'denied' | 'failed';
  readonly clientId: string;
  readonly redirectUri: string;
  readonly responseType: string;
  readonly scope: string;
  readonly nonce?: string;
  /** RFC 7636 §4.2, method S256. */
  readonly codeChallenge?: string;
  readonly intents: readonly { readonly intentId: string; readonly decision?: 'approved' | 'declined' }[];
  /** Pairwise subject of the person who decided. */
  readonly sub?: string;
  readonly acr?: string;
  readonly amr?: readonly string[];
  /** Seconds since the epoch. */
  readonly authTime?: number;
  /** RFC 3339; a code is good until then, once. */
  readonly codeExpiresAt?: string;
}
