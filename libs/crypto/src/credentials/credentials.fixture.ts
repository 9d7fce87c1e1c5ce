import { toBase64url } from '../base64url.js';
import { didJwkOf } from '../identifiers/did-jwk.js';
import { didKeyOf } from '../identifiers/did-key.js';
import { readDidDocument } from '../identifiers/did-document.js';
import type { ResolveIdentifier } from '../identifiers/resolved-identifier.js';
import { resolveLocally } from '../identifiers/resolve-locally.js';
import type { SignatureAlgorithm } from '../jws/algorithms.js';

import { generateSigningKey, importSigningKey, type KeyPair, type SigningKey } from '../jwk/signing-key.js';
import { signJwt } from '../jwt/jwt.js';
import { Untrusted } from '../untrusted.js';
import { hideClaims, joinSdJwt } from './hide-claims.js';
import { type CredentialFacts, sdJwtVcClaims, vcClaims } from './issue-credential.js';

/** The moment at which specs of credentials happen. */
export const now = new Date('2026-06-01T12:00:00Z');
export const at = (seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

/** Somebody with a key and an identifier. */
export interface Party {
  readonly did: string;
  readonly pair: KeyPair;
  /** Signs under the DID URL of the key. */
  readonly key: SigningKey;
}

export const makeParty = async (
  method: 'jwk' | 'key' | `did:web:${string}`,
  alg: SignatureAlgorithm = 'ES256',
): Promise<Party> => {
  const pair = await generateSigningKey(alg);
  const did = didOf(method, pair);
  const key = await importSigningKey(pair.privateJwk, alg);
  return { did, pair, key: { ...key, kid: keyIdOf(did, pair) } };
};

const didOf = (method: string, { publicJwk }: KeyPair): string => {
  if (method === 'jwk') return didJwkOf(publicJwk);
  return method === 'key' ? didKeyOf(publicJwk) : method;
};

const keyIdOf = (did: string, pair: KeyPair): string =>
  did.startsWith('did:web:') ? `${did}#${pair.kid}` : resolveLocally(did)!.keys[0]!.id;

/** A DID document with one key for the relationships that are named. */
export const documentOf = ({ did, pair }: Party, relationships = ['assertionMethod', 'authentication']) => ({
  id: did,
  verificationMethod: [
    { id: `${did}#${pair.kid}`, type: 'JsonWebKey', controller: did, publicKeyJwk: pair.publicJwk },
  ],
  ...Object.fromEntries(relationships.map((name) => [name, [`${did}#${pair.kid}`]])),
});

/** Resolves what needs nobody, and the did:web of documents that are given. */
export const resolverOf =
  (documents: Readonly<Record<string, unknown>>): ResolveIdentifier =>
  async (identifier) => {
    const local = resolveLocally(identifier);
    if (local) return local;
    if (!(identifier in documents)) throw new Untrusted('identifier-unknown');
    return readDidDocument(documents[identifier], identifier);
  };

export const factsOf = (
  issuer: Party,
  subject: Party,
  change: Partial<CredentialFacts> = {},
): CredentialFacts => ({
  id: 'https://directory.example/directory/credentials/1',
  issuer: issuer.did,
  subject: subject.did,
  lei: '5493001KJTIIGC8Y1R12',
  legalName: 'Buyer Networks Ltd',
  status: { uri: 'https://directory.example/directory/status-lists/1', idx: 7 },
  validFrom: at(-60),
  validUntil: at(3600),
  ...change,
});

/** A credential as VC-JWT, with whatever is changed of its claims. */
export const vcOf = (
  issuer: Party,
  facts: CredentialFacts,
  change: object = {},
  typ = 'vc+jwt',
): Promise<string> => signJwt(issuer.key, typ, { ...vcClaims(facts), ...change });

/** A credential as SD-JWT VC whose name is disclosable. */
export const sdJwtOf = async (
  issuer: Party,
  facts: CredentialFacts,
  { change = {}, typ = 'dc+sd-jwt', hidden = ['legalName'] } = {},
): Promise<string> => {
  const { claims, disclosures } = await hideClaims({ ...sdJwtVcClaims(facts), ...change }, hidden);
  return joinSdJwt(await signJwt(issuer.key, typ, claims), disclosures);
};

/** A disclosure that an issuer never made. */
export const forgedDisclosure = (...parts: readonly unknown[]): string => toBase64url(JSON.stringify(parts));

/** The reason for which work is refused, or undefined; what is not a refusal comes out as it is. */
export const reasonFor = async (work: () => Promise<unknown>): Promise<string | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Untrusted) return error.reason;
    throw error;
  }
};

/** An issuer, a member and a stranger, with the documents of those who have some. */
export const makeCast = async () => {
  const issuer = await makeParty('did:web:directory.example');
  const member = await makeParty('did:web:buyer.example');
  const stranger = await makeParty('key', 'EdDSA');
  const documents: Record<string, unknown> = {};
  /** Gives issuer and member documents with both relationships again. */
  const restore = () => {
    for (const party of [issuer, member]) documents[party.did] = documentOf(party);
  };
  restore();
  const policy = { now, resolve: resolverOf(documents), audiences: [audience], nonce: 'n-1' };
  return { issuer, member, stranger, documents, restore, policy };
};

export type Cast = Awaited<ReturnType<typeof makeCast>>;

export const audience = 'https://seller.example';
/** What the verifier of the specs asks its counterparts to sign. */
export const asked = { audience, nonce: 'n-1', now };
