import { createPublicKey, type KeyObject } from 'node:crypto';
import { assertStrongKey } from './public-key.js';
import {
  type CertificateSignatureAlgorithm,
  type CertificateSigner,
  signWith,
} from './signature-algorithms.js';
import { Untrusted } from '../../untrusted.js';

/** Hashes that signatures of certificates are made over. */
export type SignatureHash = 'sha256' | 'sha384' | 'sha512';

/**
 * Signs with a private key of this process: RSA (PKCS #1 v1.5), ECDSA or Ed25519, which has no choice of hash.
 * Throws `Untrusted('weak-key' | 'oversized-key' | 'unsupported-key')`.
 */
export const signerOf = (privateKey: KeyObject, hash?: SignatureHash): CertificateSigner => {
  const publicKey = createPublicKey(privateKey);
  assertStrongKey(publicKey);
  const algorithm = algorithmFor(publicKey, hash);
  return { algorithm, publicKey, sign: (data) => signWith(privateKey, algorithm, data) };
};

// RFC 5656 §6.2.1 as a habit: SHA-384 goes with P-384.
const algorithmFor = (key: KeyObject, hash?: SignatureHash): CertificateSignatureAlgorithm => {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519';
  if (key.asymmetricKeyType === 'rsa') return `rsa-${hash ?? 'sha256'}`;
  if (key.asymmetricKeyType !== 'ec') throw new Untrusted('unsupported-key');
  return `ecdsa-${hash ?? (key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'sha384' : 'sha256')}`;
};
