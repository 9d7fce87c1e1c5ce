import { randomBytes } from 'node:crypto';
import { decrypt, encrypt } from './authenticated-encryption.js';
import { fromBase64url, toBase64url } from '../base64url.js';

/** A fresh data key: 32 random bytes, kept only wrapped (see `KeyEncryptionKey`). */
export const newDataKey = (): Uint8Array => new Uint8Array(randomBytes(32));

/**
 * Encrypts a JSON value with AES-256-GCM; gives base64url of `iv | ciphertext | tag`.
 * `aad` says where the value belongs, so that it cannot be moved elsewhere.
 */
export const seal = (key: Uint8Array, aad: string, value: unknown): string => {
  const json = JSON.stringify(value);
  if (json === undefined) throw new TypeError('not a JSON value');
  return toBase64url(encrypt(key, aad, Buffer.from(json)));
};

/** The value that `seal` hid. Throws `Untrusted('not-base64url' | 'not-authentic')`. */
export const unseal = (key: Uint8Array, aad: string, text: string): unknown =>
  JSON.parse(decrypt(key, aad, fromBase64url(text)).toString('utf8'));
