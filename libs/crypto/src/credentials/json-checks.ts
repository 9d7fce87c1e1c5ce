import { trust } from '../untrusted.js';

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MAX_DEPTH = 16;

/** What is nested deeper than any honest credential would have every reader after us recurse. Throws `Untrusted('too-deep')`. */
export const assertShallow = (value: unknown): void => {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    trust(depth <= MAX_DEPTH, 'too-deep');
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
};

/** An absolute URI without white space (RFC 3986 §4.3), of a length that can be stored. */
export const isUri = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 2048 && /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(value);
