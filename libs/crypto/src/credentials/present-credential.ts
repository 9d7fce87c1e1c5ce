import { sha256Base64url } from '../hash.js';
import type { SigningKey } from '../jwk/signing-key.js';
import { jwtKinds } from '../jwt/jwt-kinds.js';
import { signJwt } from '../jwt/jwt.js';
import { VC_CONTEXT } from './vc-jwt.js';
import { isSdJwt } from './verify-credential.js';

/** What a verifier asked its counterpart to sign. */
export interface PresentationRequest {
  /** The name of the verifier, such as the issuer identifier of a Seller. */
  readonly audience: string;
  readonly nonce: string;
  readonly now: Date;
}

/**
 * Presents credentials as a `vp+jwt`, the one of the holder first and those of its issuers after it. The key's `kid` is
 * the DID URL of a key that the holder has for authentication, or anything where the credential names the key in `cnf`.
 */
export const signVpJwt = (
  key: SigningKey,
  holder: string,
  credentials: readonly string[],
  asked: PresentationRequest,
): Promise<string> => signJwt(key, jwtKinds.verifiablePresentation.typ, vpClaims(holder, credentials, asked));

/** The payload of a `vp+jwt`. */
export const vpClaims = (
  holder: string,
  credentials: readonly string[],
  { audience, nonce, now }: PresentationRequest,
): Record<string, unknown> => ({
  '@context': [VC_CONTEXT],
  type: ['VerifiablePresentation'],
  holder,
  verifiableCredential: credentials.map(enveloped),
  iss: holder,
  aud: audience,
  nonce,
  iat: Math.floor(now.getTime() / 1000),
});

/** Presents an SD-JWT VC with the disclosures it has, by a KB-JWT after it (RFC 9901 §4.3). */
export const signKeyBinding = async (
  key: SigningKey,
  sdJwt: string,
  asked: PresentationRequest,
): Promise<string> =>
  `${sdJwt}${await signJwt(key, jwtKinds.keyBinding.typ, keyBindingClaims(sdJwt, asked))}`;

/** The payload of the KB-JWT after it. */
export const keyBindingClaims = (
  sdJwt: string,
  { audience, nonce, now }: PresentationRequest,
): Record<string, unknown> => ({
  aud: audience,
  nonce,
  iat: Math.floor(now.getTime() / 1000),
  sd_hash: sha256Base64url(sdJwt),
});

const enveloped = (credential: string): Record<string, unknown> => ({
  '@context': [VC_CONTEXT],
  type: 'EnvelopedVerifiableCredential',
  id: `data:application/${isSdJwt(credential) ? 'dc+sd-jwt' : 'vc+jwt'},${credential}`,
});
