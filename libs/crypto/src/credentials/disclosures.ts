import { fromBase64url } from '../base64url.js';
import { sha256Base64url } from '../hash.js';
import { Untrusted, trust } from '../untrusted.js';
import { assertShallow, isObject, type Json } from './json-checks.js';

const MAX_DISCLOSURES = 50;

type Disclosure = { readonly name?: string; readonly value: unknown };

/**
 * The claims of an SD-JWT with its disclosures in their places (RFC 9901 §7.1): every disclosure belongs to exactly one
 * digest, no digest occurs twice, nothing disclosed writes over what is there.
 * Throws `Untrusted('too-many-disclosures' | 'disclosure-malformed' | 'disclosure-repeated' | 'digest-repeated' |
 * 'disclosure-not-in-digest' | 'disclosure-overwrites-claim' | 'digest-malformed' | 'hash-unsupported' | 'too-deep')`.
 */
export const discloseClaims = (payload: Json, encoded: readonly string[]): Json => {
  trust(payload['_sd_alg'] === undefined || payload['_sd_alg'] === 'sha-256', 'hash-unsupported');
  trust(encoded.length <= MAX_DISCLOSURES, 'too-many-disclosures');
  const disclosures = new Map<string, Disclosure>();
  for (const text of encoded) {
    const digest = sha256Base64url(text);
    trust(!disclosures.has(digest), 'disclosure-repeated');
    disclosures.set(digest, readDisclosure(text));
  }
  const { _sd_alg: _, ...claims } = payload;
  const placing: Placing = { disclosures, seen: new Set(), used: new Set() };
  const disclosed = placeInObject(claims, placing);
  trust(placing.used.size === disclosures.size, 'disclosure-not-in-digest');
  return disclosed;
};

interface Placing {
  readonly disclosures: ReadonlyMap<string, Disclosure>;
  readonly seen: Set<string>;
  readonly used: Set<string>;
}

/** RFC 9901 §4.2.1, §4.2.2: salt, name and value; or salt and value for an element of an array. */
const readDisclosure = (text: string): Disclosure => {
  const parts = parseArray(text);
  assertShallow(parts);
  trust(typeof parts[0] === 'string' && (parts.length === 2 || parts.length === 3), 'disclosure-malformed');
  if (parts.length === 2) return { value: parts[1] };
  const [, name, value] = parts;
  trust(typeof name === 'string' && !reserved.includes(name), 'disclosure-malformed');
  return { name, value };
};

/** RFC 9901 §7.1 (3.2.2), and names that JavaScript gives a meaning of their own. */
const reserved = ['_sd', '...', '_sd_alg', '__proto__'];

const parseArray = (text: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64url(text)));
    trust(Array.isArray(value), 'disclosure-malformed');
    return value;
  } catch {
    throw new Untrusted('disclosure-malformed');
  }
};

const place = (value: unknown, placing: Placing): unknown => {
  if (Array.isArray(value)) return value.flatMap((element) => placeElement(element, placing));
  return isObject(value) ? placeInObject(value, placing) : value;
};

const placeInObject = ({ _sd: digests, ...claims }: Json, placing: Placing): Json => {
  const placed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(claims)) {
    trust(name !== '...' && name !== '_sd_alg', 'digest-malformed');
    placed[name] = place(value, placing);
  }
  trust(digests === undefined || Array.isArray(digests), 'digest-malformed');
  for (const digest of (digests ?? []) as readonly unknown[]) {
    const disclosure = take(digest, placing);
    if (!disclosure) continue;
    trust(disclosure.name !== undefined, 'disclosure-malformed');
    trust(!Object.hasOwn(placed, disclosure.name), 'disclosure-overwrites-claim');
    placed[disclosure.name] = place(disclosure.value, placing);
  }
  return placed;
};

const placeElement = (element: unknown, placing: Placing): readonly unknown[] => {
  if (!isObject(element) || !Object.hasOwn(element, '...')) return [place(element, placing)];
  trust(Object.keys(element).length === 1, 'digest-malformed');
  const disclosure = take(element['...'], placing);
  if (!disclosure) return [];
  trust(disclosure.name === undefined, 'disclosure-malformed');
  return [place(disclosure.value, placing)];
};

const take = (digest: unknown, { disclosures, seen, used }: Placing): Disclosure | undefined => {
  trust(typeof digest === 'string', 'digest-malformed');
  trust(!seen.has(digest), 'digest-repeated'); // RFC 9901 §7.1 (4)
  seen.add(digest);
  const disclosure = disclosures.get(digest);
  if (disclosure) used.add(digest);
  return disclosure;
};
