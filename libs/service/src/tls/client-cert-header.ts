import { X509Certificate } from 'node:crypto';
import { type PresentedCertificate, presentedCertificate } from '#oauth';
import { Refused } from '#event-sourcing';

/** More does not fit beside other headers into what is read of them; real chains have two or three. */
const MAX_CHAIN = 8;
const MAX_BYTES = 8192;
const MAX_KNOWN = 1000;

/** RFC 8941 §3.3.5: a byte sequence, between colons, in the one spelling of its base64. */
const SEQUENCE = /^:([A-Za-z0-9+/]+={0,2}):$/;

const known = new Map<string, PresentedCertificate>();

/**
 * Reads `Client-Cert` and `Client-Cert-Chain` (RFC 9440 §2), which came from a proxy that is believed; the same text is read
 * once. Throws `Refused('malformed-client-certificate')`.
 */
export const readClientCert = (
  own: readonly string[],
  chains: readonly string[],
): PresentedCertificate | undefined => {
  // RFC 9440 §2.2: never more than one; §2.3: no chain without it.
  if (own.length > 1 || chains.length > 1 || (own.length === 0 && chains.length > 0)) throw malformed();
  const [first] = own;
  if (first === undefined) return undefined;
  const text = JSON.stringify([first, chains[0]]);
  const certificate = known.get(text) ?? readChain(first, chains[0]);
  known.delete(text);
  known.set(text, certificate);
  if (known.size > MAX_KNOWN) known.delete(known.keys().next().value!);
  return certificate;
};

const readChain = (own: string, chain: string | undefined): PresentedCertificate => {
  const items = [own, ...(chain === undefined ? [] : chain.split(','))];
  if (items.length > MAX_CHAIN) throw malformed();
  return presentedCertificate(items.map(certificateOf))!;
};

const certificateOf = (item: string): Uint8Array => {
  const text = SEQUENCE.exec(item.trim())?.[1] ?? '';
  const der = Buffer.from(text, 'base64');
  if (der.length === 0 || der.length > MAX_BYTES || der.toString('base64') !== text) throw malformed();
  try {
    // Node.js reads PEM as well, and takes what follows the DER for nothing.
    if (new X509Certificate(der).raw.equals(der)) return der;
  } catch {
    throw malformed();
  }
  throw malformed();
};

const malformed = (): Refused => new Refused('malformed-client-certificate');
