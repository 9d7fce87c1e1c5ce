import { AttributeValue } from '@peculiar/asn1-x509';
import { derOf, parseAsn } from '../asn1/asn.js';
import { isDer } from '../asn1/der.js';
import { trust } from '../../untrusted.js';

const MAX_CHARACTERS = 1024;
/** Types whose values are kept to ASCII by their syntax: country, DNS label, serial number, mail address. */
const PRINTABLE = new Set(['2.5.4.6', '2.5.4.5', '2.5.4.46']);
const IA5 = new Set(['0.9.2342.19200300.100.1.25', '1.2.840.113549.1.9.1']);

/**
 * Control and private-use characters, lone surrogates, non-characters, and the sign for what could not be decoded
 * (RFC 4518 §2.4). A NUL would end the name for one reader and not for another.
 */
const PROHIBITED = /[\p{Cc}\p{Co}\p{Cs}\p{Cn}\uFFFD]/u;

/** The text of a value of a name, or undefined for a value that is no text. Throws `Untrusted('malformed-name')`. */
export const textOfValue = (value: AttributeValue): string | undefined => {
  if (value.anyValue) return undefined;
  const text = value.toString();
  return assertText(text);
};

/** The text, when it is one that a name may hold. Throws `Untrusted('malformed-name')`. */
export const assertText = (text: string): string => {
  trust(text.length > 0 && text.length <= MAX_CHARACTERS && !PROHIBITED.test(text), 'malformed-name');
  return text;
};

/** RFC 5280 §4.1.2.4: UTF8String, but for the types whose syntax is narrower. */
export const valueOfText = (oid: string, text: string): AttributeValue => {
  if (PRINTABLE.has(oid) && /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text))
    return new AttributeValue({ printableString: text });
  if (IA5.has(oid) && /^\p{ASCII}*$/u.test(text)) return new AttributeValue({ ia5String: text });
  return new AttributeValue({ utf8String: text });
};

/** A value from its DER (`#hex` of RFC 4514 §2.4), and back. */
export const valueOfDer = (der: Uint8Array): AttributeValue => {
  trust(isDer(der), 'malformed-name');
  return parseAsn(AttributeValue, der, 'malformed-name');
};

export const derOfValue = (value: AttributeValue): Buffer =>
  value.anyValue ? Buffer.from(value.anyValue) : derOf(value);

/** Characters that compare as if they were not there (RFC 4518 §2.2): soft hyphen, joiners, variation selectors. */
const IGNORED = /\p{Cf}|\p{Variation_Selector}|\u034F/gu;

/**
 * The form in which two values are compared (RFC 4518 §2; caseIgnoreMatch of RFC 4517 §4.2.11): compatibility forms and
 * case are one, outer white space is none, inner white space is one space. Lower case is not Unicode's case folding; the
 * two letters of European names where the two differ are put right.
 */
export const preparedText = (text: string): string =>
  text
    .replace(IGNORED, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFKC')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim();
