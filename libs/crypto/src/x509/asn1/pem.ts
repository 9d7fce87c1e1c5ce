import { Untrusted, trust } from '../../untrusted.js';

/** RFC 7468: what stands between the two lines of one label, as DER. Text around the blocks is passed over. */
export const readPem = (text: string, label: string): Buffer[] => {
  const blocks = text.split(`-----BEGIN ${label}-----`).slice(1);
  return blocks.map((block) => {
    const end = block.indexOf(`-----END ${label}-----`);
    trust(end >= 0, 'malformed-pem');
    return decodeBase64(block.slice(0, end).replace(/\s+/g, ''));
  });
};

/** RFC 7468 with lines of 64 characters. */
export const writePem = (der: Uint8Array, label: string): string => {
  const lines = Buffer.from(der)
    .toString('base64')
    .match(/.{1,64}/g);
  return [`-----BEGIN ${label}-----`, ...(lines ?? []), `-----END ${label}-----`, ''].join('\n');
};

/** Bytes of a padded base64 text (RFC 4648 §4) in its one canonical spelling. */
const decodeBase64 = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64');
  trust(bytes.length > 0 && bytes.toString('base64') === text, 'malformed-pem');
  return bytes;
};

/**
 * DER of what came as DER, as PEM with one block of the label, or as bare base64 (`x5c`, RFC 7515 §4.1.6), no longer than
 * `maxBytes`. Throws `Untrusted('oversized' | 'malformed-pem')`.
 */
export const derFrom = (input: string | Uint8Array, label: string, maxBytes: number): Buffer => {
  trust(input.length <= (typeof input === 'string' ? maxBytes * 2 : maxBytes), 'oversized');
  if (typeof input !== 'string')
    return isPem(input) ? derFrom(textOf(input), label, maxBytes) : Buffer.from(input);
  if (!input.includes('-----BEGIN ')) return sized(decodeBase64(input.replace(/\s+/g, '')), maxBytes);
  const [der, ...more] = readPem(input, label);
  if (der === undefined || more.length > 0) throw new Untrusted('malformed-pem');
  return sized(der, maxBytes);
};

const DASH = 0x2d;
const isPem = (bytes: Uint8Array): boolean => bytes[0] === DASH;
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const sized = (der: Buffer, maxBytes: number): Buffer => {
  trust(der.length <= maxBytes, 'oversized');
  return der;
};
