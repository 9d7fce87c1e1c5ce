import { hkdfSync } from 'node:crypto';

/** A 32-byte key for one purpose from a shared secret (HKDF-SHA-256, RFC 5869); purposes never share a key. */
export const deriveKey = (secret: Uint8Array, purpose: string): Uint8Array => {
  if (secret.byteLength < 32) throw new RangeError('a secret to derive keys from has at least 32 bytes');
  return new Uint8Array(hkdfSync('sha256', secret, 'assent/v1', purpose, 32));
};
