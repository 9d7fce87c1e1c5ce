import {
  didWebUrl,
  identifierKind,
  KeySet,
  parseDidDocument,
  ResolvedIdentifier,
  resolveLocally,
  Untrusted,
  type PublicJwk,
} from '#crypto';
import type { Clock } from '#event-sourcing';
import type { Outbound } from '../outbound.js';
import { IdentifierDocuments } from './identifier-documents.js';
import { type Reading, Remembered } from '../remembered.js';

const SECOND = 1000;
/** As for key sets: a withdrawn key lives on for ten minutes at most, or for an hour while its publisher is away. */
const FRESH = 600 * SECOND;
const STALE = 3600 * SECOND;
const LIMITS = { most: 2000, failureFor: 10 * SECOND, cooldown: 60 * SECOND };
const JWK_SET = 'application/jwk-set+json';

/** What a deployment lets identifiers be. */
export interface IdentifierPolicy {
  /** In the sandbox alone: a did:web of loopback is read over http. */
  readonly loopbackAllowed: boolean;
  /** Finds the keys that certificates give a distinguished name (RFC 4514), where the deployment knows a directory of them. */
  readonly ofDistinguishedName?: (name: string) => Promise<ResolvedIdentifier>;
}

/**
 * The port from an identifier to its current keys (MEF 128 R4, R5): did:key and did:jwk by themselves; did:web, JWK sets
 * and distinguished names by asking, guarded against SSRF, cached for ten minutes, and for an hour while nobody answers.
 */
export class Identifiers {
  private readonly known: Remembered<ResolvedIdentifier>;
  private readonly documents: IdentifierDocuments;

  constructor(
    outbound: Pick<Outbound, 'fetch'>,
    private readonly clock: Clock,
    private readonly policy: IdentifierPolicy,
  ) {
    this.documents = new IdentifierDocuments(outbound);
    this.known = new Remembered(clock, LIMITS);
  }

  /**
   * The keys of an identifier; for an unknown `kid` they are asked for anew, once a minute at most.
   * Throws `Untrusted` for what cannot be an identifier or a document of it, `Refused('identifier-unavailable')`.
   */
  readonly resolve = async (identifier: string, kid?: string): Promise<ResolvedIdentifier> => {
    const local = resolveLocally(identifier);
    if (local) return local;
    const lacks = (found: ResolvedIdentifier): boolean => kid !== undefined && !found.has(kid);
    const { value } = await this.known.get(identifier, () => this.read(identifier), lacks);
    return value;
  };

  private async read(identifier: string): Promise<Reading<ResolvedIdentifier>> {
    const value = await this.ask(identifier);
    const now = this.clock.now().getTime();
    return { value, freshUntil: now + FRESH, usableUntil: now + STALE };
  }

  private async ask(identifier: string): Promise<ResolvedIdentifier> {
    const kind = identifierKind(identifier);
    if (kind === 'jwks') return ofJwks(identifier, await this.documents.read(identifier, JWK_SET));
    if (kind === 'x509') {
      if (!this.policy.ofDistinguishedName) throw new Untrusted('identifier-unsupported');
      return this.policy.ofDistinguishedName(identifier);
    }
    const url = didWebUrl(identifier, { httpOnLoopback: this.policy.loopbackAllowed });
    return parseDidDocument(await this.documents.read(url, 'application/did+json'), identifier);
  }
}

/** A JWK set knows no relationships: whoever is named by its address uses its signing keys for everything (RFC 7517 §4.2). */
const ofJwks = (identifier: string, text: string): ResolvedIdentifier => {
  const { keys } = parseJwks(text);
  const signing = keys.filter(({ kid, use }) => typeof kid === 'string' && use !== 'enc');
  const relationships = ['assertionMethod', 'authentication'] as const;
  return new ResolvedIdentifier(
    identifier,
    signing.map((jwk) => ({ id: jwk.kid!, jwk, relationships })),
  );
};

const parseJwks = (text: string): { readonly keys: readonly PublicJwk[] } => {
  try {
    const jwks = JSON.parse(text) as { readonly keys: readonly PublicJwk[] };
    KeySet.of(jwks);
    return jwks;
  } catch (error) {
    throw error instanceof Untrusted ? error : new Untrusted('malformed-jwks');
  }
};
