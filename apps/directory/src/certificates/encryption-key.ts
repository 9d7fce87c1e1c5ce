import { createPublicKey, type JsonWebKey as NodeJwk, type KeyObject } from 'node:crypto';
import { assertPublic, jwkThumbprint, type PublicJwk, Untrusted } from '#crypto';
import { Refused } from '#event-sourcing';
import type { OrganisationKey } from '../organisation.decider.js';
import { publicMembers } from './certificate-facts.js';

type PublishableKey = Pick<OrganisationKey, 'kid' | 'alg' | 'jwk' | 'source'>;

/** For what each type of key encrypts (RFC 7518 §4.1, RFC 8037 §3.2). */
export const encryptionAlgorithms: Readonly<Record<string, string>> = {
  RSA: 'RSA-OAEP-256',
  'P-256': 'ECDH-ES+A256KW',
  X25519: 'ECDH-ES+A256KW',
};

/**
 * A public key to encrypt to, by itself. X25519 can sign no request, so a bare JWK is the only way for it.
 * Throws `Refused('jwk-private' | 'jwk-malformed' | 'key-too-weak' | 'key-type-not-allowed')`.
 */
export const encryptionKeyFromJwk = (jwk: PublicJwk): PublishableKey => {
  const key = readKey(jwk);
  if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
    throw new Refused('key-too-weak');
  return publishable(key.export({ format: 'jwk' }) as PublicJwk, 'jwk');
};

/** The key of a signing request that was read and accepted. */
export const publishable = (jwk: PublicJwk, source: 'csr' | 'jwk'): PublishableKey => {
  const members = publicMembers(jwk);
  const alg = encryptionAlgorithms[members['crv'] ?? members['kty'] ?? ''];
  if (alg === undefined) throw new Refused('key-type-not-allowed');
  const kid = jwkThumbprint(members);
  return { kid, alg, jwk: { ...members, kid, alg, use: 'enc' }, source };
};

const readKey = (jwk: PublicJwk): KeyObject => {
  try {
    assertPublic(jwk);
    return createPublicKey({ key: publicMembers(jwk) as NodeJwk, format: 'jwk' });
  } catch (problem) {
    throw new Refused(problem instanceof Untrusted ? 'jwk-private' : 'jwk-malformed');
  }
};
