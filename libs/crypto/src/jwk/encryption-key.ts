import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import {
  encryptionKeyTypeOf,
  encryptionKeyTypesOf,
  type EncryptionKeyType,
  type KeyManagement,
  keyManagements,
} from '../jwe/jwe-algorithms.js';
import { assertStrong, type PublicJwk, publicMembers } from './jwk-checks.js';
import { jwkThumbprint } from './thumbprint.js';
import { Untrusted, trust } from '../untrusted.js';

/** Somebody's public key, ready for something to be encrypted to it. */
export interface Recipient {
  readonly kid: string;
  readonly alg: KeyManagement;
  /** The members that make the key and nothing else: what `accessjwk` says (MEF 128 R52). */
  readonly publicJwk: PublicJwk;
  readonly publicKey: CryptoKey;
}

/** A private key ready to decrypt; the key itself cannot be read out of it. */
export interface DecryptionKey {
  readonly kid: string;
  readonly type: EncryptionKeyType;
  readonly publicJwk: PublicJwk;
  readonly privateKey: CryptoKey;
}

/** A key pair for encryption as JSON, to be stored (the private half sealed) and published. */
export interface EncryptionKeyPair {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly type: EncryptionKeyType;
  readonly publicJwk: PublicJwk;
  readonly privateJwk: Readonly<JWK>;
}

/**
 * A new key pair: RSA of 2048 bits, P-256 or X25519. An RSA key says its one algorithm; a curve serves ECDH-ES directly
 * and with key wrapping, whose derived keys differ by the algorithm's name (RFC 7518 §4.6.2).
 */
export const generateEncryptionKey = async (type: EncryptionKeyType): Promise<EncryptionKeyPair> => {
  const options = { extractable: true, modulusLength: 2048, ...(type !== 'RSA' && { crv: type }) };
  const { publicKey, privateKey } = await generateKeyPair(algorithmOf(type), options);
  const bare = await exportJWK(publicKey);
  const kid = jwkThumbprint(bare);
  const alg = type === 'RSA' ? { alg: 'RSA-OAEP-256' } : {};
  return {
    kid,
    type,
    publicJwk: { ...bare, kid, ...alg, use: 'enc' },
    privateJwk: { ...(await exportJWK(privateKey)), kid },
  };
};

/** Imports a stored private key once; keep the result. Throws `Untrusted('wrong-key-type' | 'malformed-key')`. */
export const importDecryptionKey = async (jwk: Readonly<JWK>): Promise<DecryptionKey> => {
  const type = encryptionKeyTypeOf(jwk);
  trust(type && typeof jwk.d === 'string', 'wrong-key-type');
  const publicJwk = publicMembers(jwk);
  const { use: _use, key_ops: _operations, ...key } = jwk;
  const privateKey = await imported(key, algorithmOf(type), false);
  return { kid: jwk.kid ?? jwkThumbprint(publicJwk), type, publicJwk, privateKey };
};

/** Imports a published key that was found fit. Throws `Untrusted('missing-kid' | 'weak-key' | 'malformed-key')`. */
export const importRecipient = async (jwk: PublicJwk, alg: KeyManagement): Promise<Recipient> => {
  trust(jwk.kid !== undefined, 'missing-kid');
  assertStrong(jwk);
  const publicJwk = publicMembers(jwk);
  return { kid: jwk.kid, alg, publicJwk, publicKey: await imported(publicJwk, alg, true) };
};

// One key may serve two algorithms of ECDH; which of them it is imported for makes no difference.
const algorithmOf = (type: EncryptionKeyType): KeyManagement =>
  keyManagements.find((alg) => encryptionKeyTypesOf(alg).includes(type))!;

const imported = async (jwk: Readonly<JWK>, alg: string, extractable: boolean): Promise<CryptoKey> => {
  try {
    return (await importJWK({ ...jwk }, alg, { extractable })) as CryptoKey;
  } catch {
    throw new Untrusted('malformed-key');
  }
};
