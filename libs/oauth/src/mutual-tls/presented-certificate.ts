import { sha256Base64url } from '#crypto';

/**
 * The certificate that the sender of a request showed, and proved the private key of: to this process in the handshake, or
 * to a proxy that it believes. Nothing has been said yet about who vouches for it.
 */
export interface PresentedCertificate {
  /** DER: the sender's own first, then what may lead from it to an authority. */
  readonly chain: readonly Uint8Array[];
  /** SHA-256 of the sender's own, base64url: `x5t#S256` (RFC 7515 §4.1.8, RFC 8705 §3.1). */
  readonly thumbprint: string;
}

/** Undefined for a chain without any certificate. */
export const presentedCertificate = (chain: readonly Uint8Array[]): PresentedCertificate | undefined =>
  chain[0] && { chain, thumbprint: sha256Base64url(chain[0]) };

const presented = new WeakMap<object, PresentedCertificate>();

/** Notes what the sender of a request showed; `request` is the one that Node.js made. */
export const notePresented = (request: object, certificate: PresentedCertificate): void => {
  presented.set(request, certificate);
};

/** The certificate that came with a request, if any. */
export const presentedWith = (request: object): PresentedCertificate | undefined => presented.get(request);
