import { constantTimeEqual, opaqueId, sha256Base64url } from '#crypto';

/** A registration access token (RFC 7592 §1.2) and what is kept of it. */
export interface RegistrationToken {
  readonly token: string;
  readonly hash: string;
}

/** 256 random bits; only the hash is stored. */
export const newRegistrationToken = (): RegistrationToken => {
  const token = opaqueId(32);
  return { token, hash: sha256Base64url(token) };
};

export const isRegistrationToken = (token: string, hash: string): boolean =>
  constantTimeEqual(sha256Base64url(token), hash);
