import { Refused } from '#event-sourcing';
import { scanJson } from './json-scan.js';
import { refuseBadText } from './text-guard.js';

/**
 * Parses JSON as RFC 8259 with the limits of I-JSON (RFC 7493): no doubled member, no lone surrogate; also no NUL,
 * no number beyond what a double holds, and what `scanJson` refuses. Throws `Refused('malformed-json')`.
 */
export const parseStrictJson = (text: string): unknown => {
  scanJson(text);
  refuseBadText(text, 'malformed-json');
  const value = parse(text);
  if (mayHide.test(text)) refuseBadValue(value);
  return value;
};

// In a text that is sound itself, only an escape can hide a bad character, and only an exponent or hundreds of digits a
// number that is too large: most texts have neither, and their values need no second look.
const mayHide = /\\u|\d[eE]|\d{300}/;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('malformed-json', { problem: 'not JSON' });
  }
};

const refuseBadValue = (value: unknown): void => {
  if (typeof value === 'string') return refuseBadText(value, 'malformed-json');
  // `1e400` is JSON, and becomes an Infinity that neither JSON nor RFC 8785 can write down again (RFC 7493 §2.2).
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Refused('malformed-json', { problem: 'a number is too large' });
  if (Array.isArray(value)) return value.forEach((member) => refuseBadValue(member));
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    refuseBadText(name, 'malformed-json');
    refuseBadValue(member);
  }
};
