import { fromBase64url } from './base64url.js';
import { Untrusted, trust } from './untrusted.js';

/** The protected header of a JWS; whatever else it has (`jwk`, `jku`, `x5u`, `x5c`) is never acted upon (RFC 8725 §3.10). */
export interface JwsHeader {
  readonly alg: string;
  readonly kid?: string;
  readonly typ?: string;
  readonly cty?: string;
  readonly crit?: readonly string[];
  readonly [name: string]: unknown;
}

/** A JWS that was taken apart and not yet verified: trust nothing in it. */
export interface UnverifiedJws {
  readonly header: JwsHeader;
  readonly payload: Buffer;
}

export interface JwsFormat {
  /** Longest text that is decoded at all, characters; 16384 unless said otherwise. */
  readonly maxCharacters?: number;
  /** Header parameters the caller understands and will act upon, where `crit` names them (RFC 7515 §4.1.11). */
  readonly crit?: readonly string[];
}

const COMPACT = /^[\w-]+\.[\w-]*\.[\w-]+$/;

/**
 * Takes a compact JWS apart (RFC 7515 §7.1); no JSON serialisation, no JWE, no empty signature, no unencoded payload.
 * Throws `Untrusted('oversized' | 'not-a-compact-jws' | 'not-base64url' | 'malformed-header' | 'unknown-critical-header')`.
 */
export const parseJws = (text: string, format: JwsFormat = {}): UnverifiedJws => {
  trust(text.length <= (format.maxCharacters ?? 16_384), 'oversized');
  trust(COMPACT.test(text), 'not-a-compact-jws');
  const [protectedHeader, payload, signature] = text.split('.').map(fromBase64url);
  trust(signature!.byteLength > 0, 'not-a-compact-jws');
  const header = parseObject(protectedHeader!, 'malformed-header');
  assertHeader(header, format.crit ?? []);
  return { header, payload: payload! };
};

// A NUL cannot be stored by PostgreSQL, a lone surrogate cannot be written as UTF-8: nobody honest signs either.
// eslint-disable-next-line no-control-regex -- the control character is what is looked for
const bad = /\u0000|\p{Surrogate}/u;

const refuseBadText = (name: string, value: unknown): unknown => {
  trust(!bad.test(name) && !(typeof value === 'string' && bad.test(value)), 'bad-text');
  return value;
};

/**
 * A JSON object from bytes that are UTF-8 and nothing else, its texts such that they can be stored and asked for.
 * Throws `Untrusted(reason)`.
 */
export const parseObject = (bytes: Uint8Array, reason: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), refuseBadText);
    trust(typeof value === 'object' && value !== null && !Array.isArray(value), reason);
    return value as Record<string, unknown>;
  } catch {
    throw new Untrusted(reason);
  }
};

function assertHeader(
  header: Readonly<Record<string, unknown>>,
  understood: readonly string[],
): asserts header is JwsHeader {
  trust(isShort(header.alg), 'malformed-header');
  trust(header.kid === undefined || isShort(header.kid), 'malformed-header');
  trust(header.typ === undefined || isShort(header.typ), 'malformed-header');
  // RFC 7797 §6: `b64` counts only when it is critical, and we do not understand it.
  trust(!('b64' in header), 'unknown-critical-header');
  if ('crit' in header) assertCritical(header, understood);
}

const assertCritical = (header: Readonly<Record<string, unknown>>, understood: readonly string[]): void => {
  const { crit } = header;
  trust(Array.isArray(crit) && crit.length > 0, 'malformed-header');
  for (const name of crit as unknown[]) {
    trust(typeof name === 'string' && understood.includes(name), 'unknown-critical-header');
    trust(Object.hasOwn(header, name), 'malformed-header');
  }
};

const isShort = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 255;
