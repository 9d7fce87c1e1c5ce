import { createECDH } from 'node:crypto';
import type { JWK } from 'jose';
import { type DecryptionKey, importDecryptionKey } from '../jwk/encryption-key.js';
import type { PublicJwk } from '../jwk/jwk-checks.js';
import { jwkThumbprint } from '../jwk/thumbprint.js';
import { deriveKey } from '../sealing/derive-key.js';

/** A key of P-256 that the secrets of messages are encrypted to. */
export interface DerivedEncryptionKey {
  /** To be published. */
  readonly publicJwk: PublicJwk;
  readonly decryption: DecryptionKey;
}

/** The key that belongs to 32 secret bytes: nobody needs to store it, and every process of a service has the same. */
export const encryptionKeyOf = async (seed: Uint8Array): Promise<DerivedEncryptionKey> => {
  const { d, point } = pairOf(seed);
  const bare = {
    kty: 'EC',
    crv: 'P-256',
    x: point.toString('base64url', 1, 33),
    y: point.toString('base64url', 33, 65),
  };
  const kid = jwkThumbprint(bare);
  const privateJwk = { ...bare, d: d.toString('base64url'), kid } as JWK;
  return { publicJwk: { ...bare, kid, use: 'enc' }, decryption: await importDecryptionKey(privateJwk) };
};

// A number that is zero or not below the order of the group is as good as impossible; then the next one is taken.
const pairOf = (seed: Uint8Array, attempt = 0): { readonly d: Buffer; readonly point: Buffer } => {
  const d = Buffer.from(deriveKey(seed, `P-256 private key ${attempt}`));
  const ecdh = createECDH('prime256v1');
  try {
    ecdh.setPrivateKey(d);
  } catch {
    return pairOf(seed, attempt + 1);
  }
  return { d, point: ecdh.getPublicKey() };
};
