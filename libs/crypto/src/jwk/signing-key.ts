import { createPrivateKey, type JsonWebKey, type KeyObject, type webcrypto } from 'node:crypto';
import { type JWK, exportJWK, generateKeyPair } from 'jose';
import type { SignatureAlgorithm } from '../jws/algorithms.js';
import type { PublicJwk } from './jwk-checks.js';
import { jwkThumbprint } from './thumbprint.js';

/** A private key ready to sign. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: SignatureAlgorithm;
  readonly privateKey: KeyObject | webcrypto.CryptoKey;
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
  privateKey: createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' }),
});
