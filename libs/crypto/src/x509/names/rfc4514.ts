import { attributeName, attributeOid } from './attribute-types.js';
import { assertText, derOfValue, textOfValue, valueOfDer, valueOfText } from './attribute-value.js';
import { AttributeTypeAndValue } from '@peculiar/asn1-x509';
import { trust } from '../../untrusted.js';

/** RDNs as they are encoded: the most general first; one RDN has one attribute, seldom more. */
export type Rdns = readonly (readonly AttributeTypeAndValue[])[];

const MAX_CHARACTERS = 4096;

/** RFC 4514 §2: the most specific RDN first. */
export const writeRdns = (rdns: Rdns): string => rdns.map(writeRdn).toReversed().join(',');

const writeRdn = (rdn: readonly AttributeTypeAndValue[]): string => rdn.map(writeAttribute).join('+');

const writeAttribute = ({ type, value }: AttributeTypeAndValue): string => {
  const name = attributeName(type);
  const text = name === undefined ? undefined : textOfValue(value);
  // RFC 4514 §2.4: a type that has no name is written with its value in hexadecimal.
  return text === undefined ? `${type}=#${derOfValue(value).toString('hex')}` : `${name}=${escape(text)}`;
};

// RFC 4514 §2.4: a space or `#` at the beginning, a space at the end, and the characters that have a meaning.
const escape = (text: string): string =>
  text.replace(/^[ #]|[\\"+,;<>]| $/g, (character) => `\\${character}`);

/**
 * Reads RFC 4514 §3; white space beside separators, and names of types in any case, are taken as older texts write them
 * (RFC 2253 §4). Throws `Untrusted('malformed-name')`.
 */
export const readRdns = (text: string): AttributeTypeAndValue[][] => {
  trust(text.length > 0 && text.length <= MAX_CHARACTERS, 'malformed-name');
  return split(text, ',')
    .map((rdn) => split(rdn, '+').map(readAttribute))
    .toReversed();
};

/** Parts between the separators that are not escaped. */
const split = (text: string, separator: string): string[] => {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
};

const readAttribute = (text: string): AttributeTypeAndValue => {
  const equals = text.indexOf('=');
  trust(equals > 0, 'malformed-name');
  const type = attributeOid(text.slice(0, equals).trim());
  trust(type, 'malformed-name');
  return new AttributeTypeAndValue({ type, value: readValue(type, trimUnescaped(text.slice(equals + 1))) });
};

const readValue = (type: string, text: string) => {
  if (text.startsWith('#')) {
    trust(/^#([0-9a-f]{2})+$/i.test(text), 'malformed-name');
    return valueOfDer(Buffer.from(text.slice(1), 'hex'));
  }
  return valueOfText(type, assertText(unescape(text)));
};

// A space that is escaped belongs to the value.
const trimUnescaped = (text: string): string => {
  const start = text.trimStart();
  const trimmed = start.trimEnd();
  const backslashes = /\\*$/.exec(trimmed)![0].length;
  return backslashes % 2 === 1 && trimmed.length < start.length
    ? start.slice(0, trimmed.length + 1)
    : trimmed;
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// RFC 4514 §3: `\` before a special character, or before each octet of UTF-8 in hexadecimal.
const unescape = (text: string): string => {
  trust(!/["+,;<>]/.test(text.replace(/\\[\s\S]/g, '')), 'malformed-name');
  const octets: Buffer[] = [];
  for (const [part] of text.matchAll(/\\[0-9a-f]{2}|\\?[\s\S]/giu)) octets.push(octetsOf(part));
  try {
    return utf8.decode(Buffer.concat(octets));
  } catch {
    return assertText('');
  }
};

const octetsOf = (part: string): Buffer => {
  if (!part.startsWith('\\')) return Buffer.from(part);
  if (part.length === 3) return Buffer.from(part.slice(1), 'hex');
  trust(/^\\[ "#+,;<=>\\]$/.test(part), 'malformed-name');
  return Buffer.from(part.slice(1));
};
