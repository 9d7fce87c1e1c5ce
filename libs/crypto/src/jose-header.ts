import { Untrusted, trust } from './untrusted.js';

// A NUL cannot be stored by PostgreSQL, a lone surrogate cannot be written as UTF-8: nobody honest sends either.
// eslint-disable-next-line no-control-regex -- the control character is what is looked for
const bad = /\u0000|\p{Surrogate}/u;

const refuseBadText = (name: string, value: unknown): unknown => {
  trust(!bad.test(name) && !(typeof value === 'string' && bad.test(value)), 'bad-text');
  return value;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

// UTF-8 has no lone surrogates and JSON no bare NUL: what is looked for can only hide behind an escape.
const parseText = (text: string): unknown =>
  text.includes('\\u') ? JSON.parse(text, refuseBadText) : JSON.parse(text);

/**
 * A JSON object from bytes that are UTF-8 and nothing else, its texts such that they can be stored and asked for.
 * Throws `Untrusted(reason)`.
 */
export const parseObject = (bytes: Uint8Array, reason: string): Readonly<Record<string, unknown>> => {
  try {
    const value = parseText(utf8.decode(bytes));
    trust(isObject(value), reason);
    return value;
  } catch {
    throw new Untrusted(reason);
  }
};

/** What the headers of a JWS and of a JWE have in common (RFC 7515 §4.1, RFC 7516 §4.1). */
export interface JoseHeader {
  readonly alg: string;
  readonly kid?: string;
  readonly typ?: string;
  readonly cty?: string;
  readonly crit?: readonly string[];
  readonly [name: string]: unknown;
}

/** Throws `Untrusted('malformed-header' | 'unknown-critical-header')`; `understood` are the names that `crit` may have. */
export function assertJoseHeader(
  header: Readonly<Record<string, unknown>>,
  understood: readonly string[],
): asserts header is JoseHeader {
  trust(isShort(header.alg), 'malformed-header');
  for (const name of ['kid', 'typ', 'cty'])
    trust(header[name] === undefined || isShort(header[name]), 'malformed-header');
  if ('crit' in header) assertCritical(header, understood);
}

// RFC 7515 §4.1.11: names that occur in the header, each once, none that the standards themselves define.
const assertCritical = (header: Readonly<Record<string, unknown>>, understood: readonly string[]): void => {
  const { crit } = header;
  trust(Array.isArray(crit) && crit.length > 0, 'malformed-header');
  trust(new Set(crit as unknown[]).size === crit.length, 'malformed-header');
  for (const name of crit as unknown[]) {
    trust(typeof name === 'string' && understood.includes(name), 'unknown-critical-header');
    trust(Object.hasOwn(header, name), 'malformed-header');
  }
};

/** A text of 1 to 255 characters. */
export const isShort = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 255;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
