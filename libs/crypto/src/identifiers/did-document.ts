import { assertPublic, type PublicJwk } from '../jwk/jwk-checks.js';
import { parseObject } from '../jose-header.js';
import { trust } from '../untrusted.js';
import { multikeyToJwk } from './multikey.js';
import {
  type IdentifierKey,
  type IdentifierService,
  ResolvedIdentifier,
  type VerificationRelationship,
} from './resolved-identifier.js';

type Json = Readonly<Record<string, unknown>>;

const MAX_METHODS = 50;
const MAX_SERVICES = 50;
const relationships: readonly VerificationRelationship[] = ['assertionMethod', 'authentication'];

/**
 * The keys and services that a DID document (DID Core §5) gives its subject. A key counts for the relationships that list
 * it, and for nothing without one; keys of other controllers, and of kinds we do not verify with, are passed over.
 * Throws `Untrusted('malformed-did-document' | 'did-document-of-another' | 'did-deactivated' | 'too-many-keys' |
 * 'private-key-published' | 'duplicate-kid')`.
 */
export const readDidDocument = (document: unknown, did: string): ResolvedIdentifier => {
  trust(isObject(document), 'malformed-did-document');
  trust(document['id'] === did, 'did-document-of-another'); // DID Core §5.1.1: the id is the DID that was resolved
  trust(document['deactivated'] !== true, 'did-deactivated');
  const methods = methodsOf(document, did);
  const keys = [...methods.values()].flatMap((method) => keyOf(method, document, did));
  return new ResolvedIdentifier(did, keys, servicesOf(document));
};

/** The same, of a document as it came over the network. Throws `Untrusted` as `readDidDocument` does. */
export const parseDidDocument = (text: string, did: string): ResolvedIdentifier =>
  readDidDocument(parseObject(Buffer.from(text), 'malformed-did-document'), did);

/** Every method, of `verificationMethod` or written out in a relationship (DID Core §5.3), by its absolute id. */
const methodsOf = (document: Json, did: string): ReadonlyMap<string, Json> => {
  const listed = listOf(document, 'verificationMethod');
  const embedded = relationships.flatMap((name) => listOf(document, name).filter(isObject));
  trust(listed.length + embedded.length <= MAX_METHODS, 'too-many-keys');
  const methods = new Map<string, Json>();
  for (const method of [...listed, ...embedded]) {
    trust(isObject(method) && typeof method['id'] === 'string', 'malformed-did-document');
    const id = absolute(method['id'], did);
    trust(!methods.has(id), 'duplicate-kid');
    methods.set(id, { ...method, id });
  }
  return methods;
};

const keyOf = (method: Json, document: Json, did: string): readonly IdentifierKey[] => {
  const id = method['id'] as string;
  // A method under another DID is that DID's to speak for (DID Core §5.2).
  if (!id.startsWith(`${did}#`) || method['controller'] !== did) return [];
  const jwk = publicJwkOf(method);
  if (!jwk) return [];
  assertPublic(jwk);
  return [{ id, jwk, relationships: relationships.filter((name) => isListed(document, name, id, did)) }];
};

const publicJwkOf = ({ publicKeyJwk, publicKeyMultibase }: Json): PublicJwk | undefined => {
  if (isObject(publicKeyJwk)) return publicKeyJwk as PublicJwk;
  return typeof publicKeyMultibase === 'string' ? multikeyToJwk(publicKeyMultibase) : undefined;
};

const isListed = (document: Json, name: VerificationRelationship, id: string, did: string): boolean =>
  listOf(document, name).some((entry) => {
    const reference = isObject(entry) ? entry['id'] : entry;
    return typeof reference === 'string' && absolute(reference, did) === id;
  });

const servicesOf = (document: Json): readonly IdentifierService[] => {
  const services = listOf(document, 'service');
  trust(services.length <= MAX_SERVICES, 'malformed-did-document');
  return services.flatMap((service) => {
    if (!isObject(service)) return [];
    const { type, serviceEndpoint: endpoint } = service;
    return typeof type === 'string' && typeof endpoint === 'string' ? [{ type, endpoint }] : [];
  });
};

const absolute = (reference: string, did: string): string =>
  reference.startsWith('#') ? `${did}${reference}` : reference;

const listOf = (document: Json, name: string): readonly unknown[] => {
  const value = document[name] ?? [];
  trust(Array.isArray(value), 'malformed-did-document');
  return value;
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
