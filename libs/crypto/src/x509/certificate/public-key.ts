import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import type { PublicJwk } from '../../jwk/jwk-checks.js';
import { orUntrusted, parseAsn } from '../asn1/asn.js';
import { trust } from '../../untrusted.js';

/** NIST SP 800-131A: 112 bits of strength; above the upper bound one verification costs too much. */
const RSA_BITS = { least: 2048, most: 8192 };
const RSA_EXPONENT = { least: 65_537n, most: 0xffffffffn };
const MAX_SPKI_BYTES = 2048;

// RFC 5480 §2.1.1.1: the curve by its name; explicit parameters could describe a curve of the attacker's.
const curves: Readonly<Record<string, string>> = {
  prime256v1: '06082a8648ce3d030107',
  secp384r1: '06052b81040022',
};

/**
 * Reads a SubjectPublicKeyInfo: RSA of 2048 to 8192 bits, P-256, P-384, Ed25519, and X25519 for key agreement alone. Points
 * that are not on their curve are refused. Throws `Untrusted('malformed-key' | 'weak-key' | 'oversized-key' | 'unsupported-key')`.
 */
export const publicKeyOf = (spki: Uint8Array): KeyObject => {
  trust(spki.length <= MAX_SPKI_BYTES, 'oversized-key');
  const { algorithm } = parseAsn(SubjectPublicKeyInfo, spki, 'malformed-key');
  const key = orUntrusted('malformed-key', () =>
    createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }),
  );
  assertStrongKey(key);
  const curve = curves[key.asymmetricKeyDetails?.namedCurve ?? ''];
  const parameters = algorithm.parameters ? Buffer.from(algorithm.parameters).toString('hex') : undefined;
  trust(curve === undefined || curve === parameters, 'unsupported-key');
  return key;
};

/** Throws `Untrusted('weak-key' | 'oversized-key' | 'unsupported-key')`. */
export const assertStrongKey = (key: KeyObject): void => {
  const { modulusLength = 0, publicExponent = 0n, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  const type = key.asymmetricKeyType ?? '';
  if (type === 'rsa') {
    trust(modulusLength >= RSA_BITS.least && publicExponent >= RSA_EXPONENT.least, 'weak-key');
    trust(modulusLength <= RSA_BITS.most && publicExponent <= RSA_EXPONENT.most, 'oversized-key');
    return;
  }
  const known = type === 'ec' ? Object.hasOwn(curves, namedCurve) : type === 'ed25519' || type === 'x25519';
  trust(known, 'unsupported-key');
};

export const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

export const jwkOf = (key: KeyObject): PublicJwk => key.export({ format: 'jwk' }) as PublicJwk;

/** RFC 7093 §2 (1): the leftmost 160 bits of the SHA-256 of the key's own bits. */
export const keyIdentifierOf = (key: KeyObject): Buffer => keyBitsHash(key, 'sha256').subarray(0, 20);

/** A hash of the key's own bits, without algorithm and length: how OCSP names an issuer's key (RFC 6960 §4.1.1). */
export const keyBitsHash = (key: KeyObject, hash: string): Buffer => {
  const { subjectPublicKey } = parseAsn(SubjectPublicKeyInfo, spkiOf(key), 'malformed-key');
  return createHash(hash).update(new Uint8Array(subjectPublicKey)).digest();
};
