import { opaqueId, sha256Base64url, type SealedTokens } from '#crypto';
import type { RefreshTerms } from '../grant/grant.events.js';
import type { Minted } from './minted.js';

/** What is inside a refresh token; only we can read it. */
export interface RefreshTokenContent {
  readonly grantId: string;
  readonly jti: string;
  /** RFC 3339; absent in tokens of old. */
  readonly issuedAt?: string;
}

export interface MintedRefreshToken extends Minted {
  readonly refresh: RefreshTerms;
}

/** An opaque sealed value: a forged one costs no query, a genuine one leads to its grant. The log keeps its hash. */
export const mintRefreshToken = (
  sealed: SealedTokens<RefreshTokenContent>,
  grantId: string,
  { now, expiresAt }: { readonly now: Date; readonly expiresAt: string },
): MintedRefreshToken => {
  const jti = opaqueId();
  const token = sealed.seal({ grantId, jti, issuedAt: now.toISOString() }, new Date(expiresAt));
  return {
    token,
    record: { use: 'refresh', jti, expiresAt },
    refresh: { hash: sha256Base64url(token), expiresAt },
  };
};
