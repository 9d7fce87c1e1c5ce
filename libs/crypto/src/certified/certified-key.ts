import { createPublicKey, KeyObject } from 'node:crypto';
import { assertVerifies } from '../jwk/jwk-checks.js';
import type { CertifiedBy, CertificateTrust } from './certificate-trust.js';
import { type HeaderToSign, signJws } from '../jws/jws.js';
import type { Claims } from '../jwt/jwt.js';
import { sameDn } from '../x509/names/distinguished-name.js';
import type { SigningKey } from '../jwk/signing-key.js';
import { trust } from '../untrusted.js';

/** A signing key, and the certificate that says whose it is. Its `kid` is the certificate's id (MEF 128 R47). */
export interface CertifiedKey extends SigningKey {
  readonly by: CertifiedBy;
  /** Subject of the certificate, RFC 4514: the `iss` of what is signed (MEF 128 R48). */
  readonly issuer: string;
}

/**
 * Joins a key with its certificate. Throws `Untrusted('wrong-certificate')` for the certificate of another key, and
 * `Untrusted('wrong-key-type' | 'weak-key')` for one that does not go with the algorithm.
 */
export const certifiedKey = (key: SigningKey, by: CertifiedBy): CertifiedKey => {
  const { leaf } = by;
  const own = key.privateKey instanceof KeyObject ? key.privateKey : KeyObject.from(key.privateKey);
  trust(createPublicKey(own).equals(leaf.publicKey), 'wrong-certificate');
  assertVerifies(leaf.publicJwk, key.alg);
  return { ...key, kid: leaf.id, by, issuer: leaf.subject.toString() };
};

/**
 * MEF 128 R44, R51: nothing is signed with a key whose certificate is not good now: chain, dates, usage, revocation.
 * Throws as `CertificateTrust.assertSigning`.
 */
export const assertMaySign = async (
  { by }: CertifiedKey,
  certificates: CertificateTrust,
  now: Date,
): Promise<void> => {
  await certificates.assertSigning(by, { signedAt: now, receivedAt: now });
};

/**
 * Signs a JSON payload for keeps (MEF 128 §7.3): header `alg` and `kid`, payload with `iss`, the subject of the certificate,
 * and `iat`, by which others can tell that the certificate was good then.
 * Throws as `assertMaySign`, and `Untrusted('wrong-issuer')` for claims of another issuer.
 */
export const signCertified = async (
  key: CertifiedKey,
  { header = {}, claims }: { readonly header?: HeaderToSign; readonly claims: Claims },
  certificates: CertificateTrust,
  now: Date,
): Promise<string> => {
  trust(claims.iss === undefined || sameDn(claims.iss, key.issuer), 'wrong-issuer');
  await assertMaySign(key, certificates, now);
  const signed = { ...claims, iss: key.issuer, iat: Math.floor(now.getTime() / 1000) };
  return signJws(key, header, JSON.stringify(signed));
};
