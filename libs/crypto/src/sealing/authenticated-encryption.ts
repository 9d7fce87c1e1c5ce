import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Untrusted, trust } from '../untrusted.js';

const IV = 12;
const TAG = 16;

/** AES-256-GCM under a random IV; gives `iv | ciphertext | tag`. Do not encrypt more than 2^32 messages under one key. */
export const encrypt = (key: Uint8Array, aad: string, plaintext: Uint8Array): Buffer => {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(aad));
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

/** Opens `iv | ciphertext | tag`. Throws `Untrusted('not-authentic')` for another key, another AAD or a changed byte. */
export const decrypt = (key: Uint8Array, aad: string, sealed: Uint8Array): Buffer => {
  trust(sealed.byteLength >= IV + TAG, 'not-authentic');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(IV, -TAG)), decipher.final()]);
  } catch {
    throw new Untrusted('not-authentic');
  }
};
