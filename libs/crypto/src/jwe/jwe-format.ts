import { fromBase64url } from '../base64url.js';
import { assertJoseHeader, isShort, type JoseHeader, parseObject } from '../jose-header.js';
import { trust } from '../untrusted.js';

/** The protected header of a JWE. `jwk`, `jku`, `x5u` and `x5c` in it are never acted upon (RFC 8725 §3.10). */
export interface JweHeader extends JoseHeader {
  readonly enc: string;
  /** MEF 128 R52: the public key that the JWE was encrypted to. */
  readonly accessjwk?: unknown;
  /** The sender's key of ECDH (RFC 7518 §4.6.1.1). */
  readonly epk?: unknown;
}

/** A JWE that was taken apart and not yet decrypted: trust nothing in it. */
export interface UnopenedJwe {
  readonly header: JweHeader;
  readonly encryptedKey: Buffer;
  readonly iv: Buffer;
  readonly tag: Buffer;
}

const COMPACT = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]*\.[\w-]+$/;

/** The nested JWS may be as long as one that comes alone, and grows by a third. */
export const MAX_CHARACTERS = 32_768;

/**
 * Takes a compact JWE apart (RFC 7516 §7.1); neither JSON serialisation, so that there is nothing unprotected (MEF 128 D10).
 * Throws `Untrusted('oversized' | 'not-a-compact-jwe' | 'not-base64url' | 'malformed-header' | 'unknown-critical-header' |
 * 'compressed-content')`.
 */
export const parseJwe = (text: string, maxCharacters = MAX_CHARACTERS): UnopenedJwe => {
  trust(text.length <= maxCharacters, 'oversized');
  trust(COMPACT.test(text), 'not-a-compact-jwe');
  const [protectedHeader, encryptedKey, iv, , tag] = text.split('.').map(fromBase64url);
  const header = parseObject(protectedHeader!, 'malformed-header');
  assertJoseHeader(header, []);
  assertEncrypted(header);
  return { header, encryptedKey: encryptedKey!, iv: iv!, tag: tag! };
};

function assertEncrypted(header: JoseHeader): asserts header is JweHeader {
  trust(isShort(header.enc), 'malformed-header'); // MEF 128 R58
  // RFC 8725 §3.6: compression tells about the content by its length, and a small text may become a huge one.
  trust(!('zip' in header), 'compressed-content');
}
