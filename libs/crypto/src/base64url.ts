import { trust } from './untrusted.js';

/** Unpadded base64url (RFC 4648 §5). */
export const toBase64url = (data: string | Uint8Array): string => Buffer.from(data).toString('base64url');

/**
 * Bytes of an unpadded base64url text in its one canonical spelling. Node alone would skip foreign characters and stray
 * bits, so that one token had many spellings, each with another hash. Throws `Untrusted('not-base64url')`.
 */
export const fromBase64url = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64url');
  trust(bytes.toString('base64url') === text, 'not-base64url');
  return bytes;
};
