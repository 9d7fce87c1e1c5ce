import type { PublicJwk } from '../jwk/jwk-checks.js';
import { trust } from '../untrusted.js';
import { jwkToMultikey, multikeyToJwk } from './multikey.js';
import { ResolvedIdentifier } from './resolved-identifier.js';

/** The did:key of an Ed25519 or P-256 key. Throws `Untrusted('multikey-unsupported')`. */
export const didKeyOf = (jwk: PublicJwk): string => `did:key:${jwkToMultikey(jwk)}`;

/**
 * What a did:key says: its one key, for both relationships, under the id `did:key:z…#z…`.
 * Throws `Untrusted('multikey-malformed' | 'multikey-unsupported')`.
 */
export const resolveDidKey = (did: string): ResolvedIdentifier => {
  const multikey = did.slice('did:key:'.length);
  const jwk = multikeyToJwk(multikey);
  trust(jwkToMultikey(jwk) === multikey, 'multikey-malformed');
  return new ResolvedIdentifier(did, [
    { id: `${did}#${multikey}`, jwk, relationships: ['assertionMethod', 'authentication'] },
  ]);
};
