import { isAscii, isUtf8 } from 'node:buffer';
import { trust } from '../../untrusted.js';

/** One value of DER (X.690 §8.1): where its contents begin and end, in the bytes that it was read from. */
export interface Tlv {
  readonly tag: number;
  /** Where the tag stands. */
  readonly at: number;
  /** Where the contents begin. */
  readonly start: number;
  /** The first byte after it. */
  readonly end: number;
}

/** Deeper than anything of X.509. */
const MAX_DEPTH = 32;
const CLASS = 0xc0;
const CONSTRUCTED = 0x20;

/** Reads the value at a place; nothing of it may stand behind `end`. Throws `Untrusted('not-der')`. */
export const readTlv = (bytes: Uint8Array, at: number, end = bytes.length): Tlv => {
  trust(at + 2 <= end, 'not-der');
  const tag = bytes[at]!;
  // High tag numbers occur nowhere in X.509.
  trust((tag & 0x1f) !== 0x1f, 'not-der');
  const first = bytes[at + 1]!;
  if (first < 0x80) return bounded({ tag, at, start: at + 2, end: at + 2 + first }, end);
  const count = first & 0x7f;
  // X.690 §10.1: no indefinite length, and the fewest octets that can hold it.
  trust(count >= 1 && count <= 4 && at + 2 + count <= end, 'not-der');
  const length = Buffer.from(bytes.buffer, bytes.byteOffset + at + 2, count).readUIntBE(0, count);
  trust(length >= 0x80 && bytes[at + 2] !== 0, 'not-der');
  return bounded({ tag, at, start: at + 2 + count, end: at + 2 + count + length }, end);
};

/** The values inside a constructed one, in order. */
export const childrenOf = (bytes: Uint8Array, parent: Tlv): Tlv[] => {
  const children: Tlv[] = [];
  for (let at = parent.start; at < parent.end; at = children.at(-1)!.end)
    children.push(readTlv(bytes, at, parent.end));
  return children;
};

/**
 * Refuses all that is not exactly one DER value: other spellings of the same content would have other hashes, and what
 * stands behind the end is read by one parser and not by another. Throws `Untrusted('not-der')`.
 */
export const assertDer = (bytes: Uint8Array): void => {
  const outer = readTlv(bytes, 0);
  trust(outer.end === bytes.length, 'not-der');
  assertValue(bytes, outer, 0);
};

/** Whether bytes are exactly one DER value. */
export const isDer = (bytes: Uint8Array): boolean => {
  try {
    assertDer(bytes);
    return true;
  } catch {
    return false;
  }
};

const assertValue = (bytes: Uint8Array, value: Tlv, depth: number): void => {
  trust(depth < MAX_DEPTH, 'not-der');
  if (!isConstructed(value.tag)) return assertPrimitive(bytes, value);
  for (let at = value.start; at < value.end;) {
    const child = readTlv(bytes, at, value.end);
    assertValue(bytes, child, depth + 1);
    at = child.end;
  }
};

// X.690 §10.2: of the universal types, SEQUENCE and SET are constructed, and no other.
const isConstructed = (tag: number): boolean => {
  const constructed = (tag & CONSTRUCTED) !== 0;
  const collection = (tag & 0x1f) === 0x10 || (tag & 0x1f) === 0x11;
  trust((tag & CLASS) !== 0 || constructed === collection, 'not-der');
  return constructed;
};

const assertPrimitive = (bytes: Uint8Array, { tag, start, end }: Tlv): void => {
  trust(primitives[tag]?.(bytes.subarray(start, end)) !== false, 'not-der');
};

// X.690 §8.3.2: no needless leading octets.
const isShortest = ([first, second]: Uint8Array): boolean =>
  first !== undefined &&
  (second === undefined || ((first !== 0 || second >= 0x80) && (first !== 0xff || second < 0x80)));

/** What the contents of a universal type have to be; parsers differ in what they make of anything else. */
const primitives: Readonly<Record<number, (contents: Uint8Array) => boolean>> = {
  // BOOLEAN, X.690 §11.1
  0x01: (contents) => contents.length === 1 && (contents[0] === 0 || contents[0] === 0xff),
  // INTEGER, ENUMERATED
  0x02: isShortest,
  0x0a: isShortest,
  // UTF8String; NumericString, PrintableString, IA5String, VisibleString; UTCTime, GeneralizedTime
  0x0c: isUtf8,
  0x12: isAscii,
  0x13: isAscii,
  0x16: isAscii,
  0x17: isAscii,
  0x18: isAscii,
  0x1a: isAscii,
  // UniversalString, BMPString
  0x1c: (contents) => contents.length % 4 === 0,
  0x1e: (contents) => contents.length % 2 === 0,
};

const bounded = (value: Tlv, end: number): Tlv => {
  trust(value.end <= end, 'not-der');
  return value;
};
