import type { FindKey } from '../jws/jws.js';
import { KeySet } from '../jwk/key-set.js';
import type { PublicJwk } from '../jwk/jwk-checks.js';
import { trust } from '../untrusted.js';

/** What a key may be used for: to make statements (credentials, status lists), or to prove control of the identifier (DID Core §5.3). */
export type VerificationRelationship = 'assertionMethod' | 'authentication';

/** One public key of an identifier. */
export interface IdentifierKey {
  /** Absolute: a DID URL, or the `kid` of a JWK set. */
  readonly id: string;
  readonly jwk: PublicJwk;
  readonly relationships: readonly VerificationRelationship[];
}

/** A service that an identifier names in its document (DID Core §5.4). */
export interface IdentifierService {
  readonly type: string;
  readonly endpoint: string;
}

/** The Legal Entity that the certificates of an identifier name, where it is known by them. */
export interface CertifiedEntity {
  readonly lei: string;
  readonly legalName?: string;
  /** `x5t#S256` of the certificate. */
  readonly certificate: string;
  /** Distinguished names (RFC 4514) of its issuer, and of the trusted authority that vouches for that. */
  readonly issuer: string;
  readonly anchor: string;
  readonly notAfter: Date;
}

/**
 * Finds what is behind an identifier now; with a `kid`, whoever caches may look again for a key that it does not know.
 * Throws `Untrusted` or a refusal of whoever fetches.
 */
export type ResolveIdentifier = (identifier: string, kid?: string) => Promise<ResolvedIdentifier>;

/** An identifier with its current keys (MEF 128 R4, R5), each checked and imported once, when it is first needed. */
export class ResolvedIdentifier {
  private readonly sets = new Map<VerificationRelationship, KeySet>();

  constructor(
    readonly id: string,
    readonly keys: readonly IdentifierKey[],
    readonly services: readonly IdentifierService[] = [],
    readonly entity?: CertifiedEntity,
  ) {}

  /**
   * Finds keys of one relationship, by the absolute key id or its fragment in `kid`. The finder throws as `KeySet.find`,
   * and `Untrusted('key-without-relationship')` for a key that the identifier has for other uses only.
   */
  find(relationship: VerificationRelationship): FindKey {
    return async ({ alg, kid }) => {
      trust(kid !== undefined, 'missing-kid');
      const id = this.absolute(kid);
      const key = this.keys.find((one) => one.id === id);
      trust(key, 'unknown-kid');
      trust(key.relationships.includes(relationship), 'key-without-relationship');
      return this.set(relationship).find({ alg, kid: id });
    };
  }

  /** Whether there is a key of that id, or of that fragment. */
  has(kid: string): boolean {
    const id = this.absolute(kid);
    return this.keys.some((key) => key.id === id);
  }

  private absolute(kid: string): string {
    if (kid.startsWith('#')) return `${this.id}${kid}`;
    const known = this.keys.some(({ id }) => id === kid);
    return known || kid.includes('#') ? kid : `${this.id}#${kid}`;
  }

  private set(relationship: VerificationRelationship): KeySet {
    const known = this.sets.get(relationship);
    if (known) return known;
    const keys = this.keys
      .filter(({ relationships }) => relationships.includes(relationship))
      .map(({ id, jwk }) => ({ ...jwk, kid: id }));
    const set = KeySet.of({ keys });
    this.sets.set(relationship, set);
    return set;
  }
}
