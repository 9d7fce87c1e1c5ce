import { fromBase64url, toBase64url } from '../base64url.js';
import { assertJoseHeader, type JoseHeader, parseObject } from '../jose-header.js';
import { trust } from '../untrusted.js';

/** The protected header of a JWS; whatever else it has (`jwk`, `jku`, `x5u`, `x5c`) is never acted upon (RFC 8725 §3.10). */
export type JwsHeader = JoseHeader;

/** A JWS that was taken apart and not yet verified: trust nothing in it. */
export interface UnverifiedJws {
  readonly header: JwsHeader;
  readonly payload: Buffer;
  readonly signature: Buffer;
  /** What was signed: header and payload as they came (RFC 7515 §5.2). */
  readonly input: string | Buffer;
}

export interface JwsFormat {
  /** Longest text that is decoded at all, characters; 16384 unless said otherwise. */
  readonly maxCharacters?: number;
  /** Header parameters the caller understands and will act upon, where `crit` names them (RFC 7515 §4.1.11). */
  readonly crit?: readonly string[];
}

const COMPACT = /^[\w-]+\.[\w-]*\.[\w-]+$/;
const MAX_CHARACTERS = 16_384;

/**
 * Takes a compact JWS apart (RFC 7515 §7.1); no JSON serialisation, no JWE, no empty signature, no unencoded payload.
 * Throws `Untrusted('oversized' | 'not-a-compact-jws' | 'not-base64url' | 'malformed-header' | 'unknown-critical-header')`.
 */
export const parseJws = (text: string, format: JwsFormat = {}): UnverifiedJws => {
  trust(text.length <= (format.maxCharacters ?? MAX_CHARACTERS), 'oversized');
  trust(COMPACT.test(text), 'not-a-compact-jws');
  const [protectedHeader, payload, signature] = text.split('.').map(fromBase64url);
  const header = readHeader(protectedHeader!, format);
  // RFC 7797 §5.2: an unencoded payload stands outside of the JWS; between the dots it would have to be spelt.
  trust(!('b64' in header), 'unknown-critical-header');
  return { header, payload: payload!, signature: signature!, input: text.slice(0, text.lastIndexOf('.')) };
};

/**
 * Takes a detached JWS apart, `header..signature` (RFC 7515 appendix F), over the exact bytes of a body. Where the format
 * understands `b64`, the body may be signed as it stands (RFC 7797 §3).
 * Throws as `parseJws`, and `Untrusted('not-a-detached-jws')`.
 */
export const parseDetachedJws = (
  text: string,
  body: string | Uint8Array,
  format: JwsFormat = {},
): UnverifiedJws => {
  trust(text.length <= (format.maxCharacters ?? MAX_CHARACTERS), 'oversized');
  const [head, , signature] = text.split('.');
  trust(/^[^.]*\.\.[^.]*$/.test(text), 'not-a-detached-jws');
  trust(COMPACT.test(text), 'not-a-compact-jws');
  const header = readHeader(fromBase64url(head!), format);
  const payload = Buffer.from(body);
  const input = signingInput(head!, payload, isUnencoded(header));
  return { header, payload, signature: fromBase64url(signature!), input };
};

/** What is signed: the header, and the payload in base64url or as it stands (RFC 7515 §5.1, RFC 7797 §3). */
export const signingInput = (
  encodedHeader: string,
  payload: string | Uint8Array,
  unencoded: boolean,
): string | Buffer => {
  if (!unencoded) return `${encodedHeader}.${toBase64url(payload)}`;
  return Buffer.concat([Buffer.from(`${encodedHeader}.`), Buffer.from(payload)]);
};

const readHeader = (bytes: Uint8Array, { crit = [] }: JwsFormat): JwsHeader => {
  const header = parseObject(bytes, 'malformed-header');
  assertJoseHeader(header, crit);
  return header;
};

// RFC 7797 §6: who does not understand `b64` must be able to notice, so that it counts only when it is critical.
const isUnencoded = ({ b64, crit = [] }: JwsHeader): boolean => {
  if (b64 === undefined) return false;
  trust(crit.includes('b64'), 'unknown-critical-header');
  trust(typeof b64 === 'boolean', 'malformed-header');
  return !b64;
};
