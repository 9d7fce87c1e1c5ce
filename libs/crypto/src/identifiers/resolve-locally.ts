import { resolveDidJwk } from './did-jwk.js';
import { resolveDidKey } from './did-key.js';
import { identifierKind } from './identifier.js';
import type { ResolvedIdentifier } from './resolved-identifier.js';

/** What an identifier that is its own key says; undefined for those that have to be asked for. Throws `Untrusted`. */
export const resolveLocally = (identifier: string): ResolvedIdentifier | undefined => {
  const kind = identifierKind(identifier);
  if (kind === 'did:key') return resolveDidKey(identifier);
  return kind === 'did:jwk' ? resolveDidJwk(identifier) : undefined;
};
