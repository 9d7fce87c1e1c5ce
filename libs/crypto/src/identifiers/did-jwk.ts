import { fromBase64url, toBase64url } from '../base64url.js';
import { canonicalJson } from '../canonical-json.js';
import { assertPublic, type PublicJwk } from '../jwk/jwk-checks.js';
import { parseObject } from '../jose-header.js';
import { trust, Untrusted } from '../untrusted.js';
import { ResolvedIdentifier, type VerificationRelationship } from './resolved-identifier.js';

const needed = ['kty', 'n', 'e', 'crv', 'x', 'y'] as const;

/** The did:jwk of a public key: base64url of its bare members in canonical order, so that one key has one name. */
export const didJwkOf = (jwk: PublicJwk): string => {
  const bare = Object.fromEntries(needed.flatMap((name) => (jwk[name] ? [[name, jwk[name]]] : [])));
  return `did:jwk:${toBase64url(canonicalJson(bare))}`;
};

/**
 * What a did:jwk says: its one key under the id `did:jwk:…#0`, for both relationships unless the JWK is for encryption
 * (did:jwk §Read). Throws `Untrusted('did-jwk-malformed' | 'private-key-published')`.
 */
export const resolveDidJwk = (did: string): ResolvedIdentifier => {
  const jwk = decode(did.slice('did:jwk:'.length));
  assertPublic(jwk);
  trust(typeof jwk.kty === 'string', 'did-jwk-malformed');
  const relationships: readonly VerificationRelationship[] =
    jwk.use === 'enc' ? [] : ['assertionMethod', 'authentication'];
  return new ResolvedIdentifier(did, [{ id: `${did}#0`, jwk, relationships }]);
};

const decode = (text: string): PublicJwk => {
  try {
    return parseObject(fromBase64url(text), 'did-jwk-malformed');
  } catch {
    throw new Untrusted('did-jwk-malformed');
  }
};
