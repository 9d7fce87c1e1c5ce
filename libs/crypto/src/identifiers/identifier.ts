import { parse as parseDid } from 'did-resolver';
import { trust } from '../untrusted.js';
import { DistinguishedName } from '../x509/names/distinguished-name.js';

/** How an identifier leads to keys: by a name in a certificate, by an address, or by the W3C DID method that it names. */
export type IdentifierKind = 'x509' | 'jwks' | 'did:web' | 'did:key' | 'did:jwk';

/** Longest identifier that is looked at, characters; a did:jwk of an RSA key of 4096 bits has about 1000. */
export const IDENTIFIER_MAX = 2048;

const methods: readonly string[] = ['did:web', 'did:key', 'did:jwk'];

/**
 * The kind of a unique identifier (MEF 128 R3, R5): a DID, the https address of a JWK set, or a distinguished name (RFC 4514).
 * Throws `Untrusted('identifier-malformed' | 'did-method-unsupported')`.
 */
export const identifierKind = (identifier: string): IdentifierKind => {
  trust(identifier.length <= IDENTIFIER_MAX, 'identifier-malformed');
  if (identifier.startsWith('did:')) return didKind(identifier);
  if (/^https?:\/\//.test(identifier)) {
    trust(URL.canParse(identifier), 'identifier-malformed');
    return 'jwks';
  }
  trust(isDistinguishedName(identifier), 'identifier-malformed');
  return 'x509';
};

const isDistinguishedName = (text: string): boolean => {
  try {
    return !DistinguishedName.parse(text).isEmpty;
  } catch {
    return false;
  }
};

/** A DID is a name alone: with a path, query or fragment it is a DID URL, and names something else (DID Core §3.1, §3.2). */
const didKind = (did: string): IdentifierKind => {
  const parsed = parseDid(did);
  trust(parsed !== null && parsed.did === did && parsed.didUrl === did, 'identifier-malformed');
  const method = `did:${parsed.method}`;
  trust(methods.includes(method), 'did-method-unsupported');
  return method as IdentifierKind;
};
