import { type CryptoKey, type JWK, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { SignatureAlgorithm } from './algorithms.js';
import type { PublicJwk } from './jwk-checks.js';
import { jwkThumbprint } from './thumbprint.js';

/** A private key ready to sign. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: SignatureAlgorithm;
  readonly privateKey: CryptoKey;
}

/** A key pair as JSON, to be stored (the private half sealed) and published. */
export interface KeyPair {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly alg: SignatureAlgorithm;
  readonly publicJwk: PublicJwk;
  readonly privateJwk: Readonly<JWK>;
}

/** A new key pair: RSA of 2048 bits for PS256, P-256 for ES256, Ed25519 for EdDSA. */
export const generateSigningKey = async (alg: SignatureAlgorithm): Promise<KeyPair> => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 2048 });
  const bare = await exportJWK(publicKey);
  const kid = jwkThumbprint(bare);
  const publicJwk = { ...bare, kid, alg, use: 'sig' };
  return { kid, alg, publicJwk, privateJwk: { ...(await exportJWK(privateKey)), kid, alg } };
};

/** Imports a stored private key once; keep the result, importing is slow. */
export const importSigningKey = async (jwk: Readonly<JWK>, alg: SignatureAlgorithm): Promise<SigningKey> => ({
  kid: jwk.kid ?? jwkThumbprint(jwk),
  alg,
  privateKey: (await importJWK(jwk, alg)) as CryptoKey,
});
