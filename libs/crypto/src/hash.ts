import { createHash, hash } from 'node:crypto';

export const sha256 = (data: string | Uint8Array): Buffer => hash('sha256', data, 'buffer');

/** SHA-256 as unpadded base64url: how tokens and codes are stored and compared. */
export const sha256Base64url = (data: string | Uint8Array): string => hash('sha256', data, 'base64url');

const hashOf: Readonly<Record<string, string>> = {
  PS256: 'sha256',
  ES256: 'sha256',
  EdDSA: 'sha512',
  Ed25519: 'sha512',
};

/** Left half of the hash of an ASCII value, base64url: `c_hash`, `s_hash`, `at_hash` (OIDC Core §3.3.2.11, FAPI 1.0 Advanced §5.1). */
export const halfHash = (alg: string, value: string): string => {
  const name = hashOf[alg];
  if (!name) throw new TypeError(`no hash is known for ${alg}`);
  const digest = createHash(name).update(value, 'ascii').digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
};
