import type { PublicJwk } from '../jwk/jwk-checks.js';
import type { IdentifierService, VerificationRelationship } from './resolved-identifier.js';

/** What a DID document says of its subject. */
export interface DidDocumentFacts {
  /** Public keys with a `kid`, which becomes the fragment of their ids. */
  readonly keys: readonly PublicJwk[];
  readonly relationships: readonly VerificationRelationship[];
  readonly services?: readonly IdentifierService[];
  readonly controller?: string;
}

const CONTEXTS = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/jws-2020/v1'];

/** A DID document (DID Core §5) with keys as JWKs, each for all the named relationships. */
export const writeDidDocument = (
  did: string,
  { keys, relationships, services = [], controller }: DidDocumentFacts,
): Record<string, unknown> => {
  const ids = keys.map(({ kid }) => `${did}#${kid}`);
  return {
    '@context': CONTEXTS,
    id: did,
    ...(controller !== undefined && { controller }),
    verificationMethod: keys.map((jwk, index) => ({
      id: ids[index],
      type: 'JsonWebKey2020', // the type that others know; its successor `JsonWebKey` is the same but for the name
      controller: did,
      publicKeyJwk: jwk,
    })),
    ...Object.fromEntries(relationships.map((name) => [name, ids])),
    ...(services.length > 0 && {
      service: services.map(({ type, endpoint }, index) => ({
        id: `${did}#service-${index + 1}`,
        type,
        serviceEndpoint: endpoint,
      })),
    }),
  };
};
