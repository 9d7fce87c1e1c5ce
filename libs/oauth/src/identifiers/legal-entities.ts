import {
  type CertifiedEntity,
  type CredentialPolicy,
  identifierKind,
  type LegalEntityCredential,
  sameDn,
  type StatusReference,
  Untrusted,
  type VerifiedPresentation,
  verifyCredential,
  verifyIssuers,
  verifyPresentation,
} from '#crypto';
import { type Clock, Refused } from '#event-sourcing';
import type { CredentialDocuments } from './credential-documents.js';
import type { Identifiers } from './identifiers.js';
import type { StatusLists, ToldStatus } from './status-lists.js';

/** Milliseconds for which the certificates of a name are relied on, as its keys are. */
const RECHECK_MS = 600_000;

/** What a relying party accepts (MEF 128 R1), as data. */
export interface AcceptedIssuers {
  /** Identifiers of the issuers whose word is taken without another's: DIDs, and names of authorities (RFC 4514). */
  readonly anchors: readonly string[];
  /** Issuers between a credential and the anchor, at most; 3 unless said otherwise. */
  readonly maxDepth?: number;
}

/** What was asked of a holder. */
export interface AskedPresentation {
  readonly audiences: readonly string[];
  readonly nonce: string;
}

/** One credential that was relied on, for evidence: names and hashes, nothing that could be replayed. */
export interface CredentialEvidence {
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  readonly lei: string;
  /** SHA-256 of what the issuer signed, base64url. */
  readonly hash: string;
  readonly status?: StatusReference & { readonly listHash: string };
  readonly validUntil?: string;
}

/** A Legal Entity behind an identifier (R6), and what showed it. */
export interface ProvenLegalEntity {
  readonly identifier: string;
  readonly lei: string;
  readonly legalName?: string;
  /** All that the credential of the entity discloses; not for the record. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** The credential of the entity first, then those of its issuers up to the anchor's. */
  readonly credentials: readonly CredentialEvidence[];
  /** The accepted issuer at the end of the chain. */
  readonly anchor: string;
  /** SHA-256 of the holder's proof, base64url, where there was one. */
  readonly presentationHash?: string;
  /** When the first of the status lists that were read is to be read anew. */
  readonly recheckAt: Date;
}

/** Who stands behind an identifier: the whole of MEF 128 R6 to R12, by credentials that chain to an accepted issuer. */
export class LegalEntities {
  constructor(
    private readonly identifiers: Identifiers,
    private readonly statusLists: StatusLists,
    private readonly documents: CredentialDocuments,
    private readonly clock: Clock,
  ) {}

  /**
   * The Legal Entity that presented itself, its proof, credential, issuers and statuses verified (R11).
   * Throws `Refused('credential-refused')` with the reason in `cause`, and `Refused('identifier-unavailable' |
   * 'status-list-unavailable' | 'credential-unavailable')`. That a nonce counts once is for whoever gave it out.
   */
  async presented(
    text: string,
    asked: AskedPresentation,
    accepted: AcceptedIssuers,
  ): Promise<ProvenLegalEntity> {
    return refusing(async () => {
      const presentation = await verifyPresentation(text, { ...this.policy(), ...asked });
      return this.prove(presentation.credential, accepted, presentation);
    });
  }

  /** The same of a credential alone, which anyone may have: it shows who a subject is, not that the subject is here. */
  async credited(text: string, accepted: AcceptedIssuers): Promise<ProvenLegalEntity> {
    return refusing(async () => this.prove(await verifyCredential(text, this.policy()), accepted));
  }

  /** The Legal Entity of an identifier, by the credential that its document leads to (D1), or by its certificates. Throws also `Refused('credential-refused')` of `no-credential`. */
  async behind(identifier: string, accepted: AcceptedIssuers): Promise<ProvenLegalEntity> {
    return refusing(async () => {
      const { entity } = await this.identifiers.resolve(identifier);
      if (entity) return this.certified(identifier, entity, accepted);
      const text = await this.documents.of(identifier);
      if (text === undefined) throw new Untrusted('no-credential');
      const credential = await verifyCredential(text, this.policy());
      if (credential.subject !== identifier) throw new Untrusted('wrong-subject');
      return this.prove(credential, accepted);
    });
  }

  // A certificate is a credential too: signed, revocable, of a subject, with an id of its own (R6, R7, R9). It counts where the
  // authority at the end of its chain is accepted by its name.
  private certified(
    identifier: string,
    { lei, legalName, certificate, issuer, anchor, notAfter }: CertifiedEntity,
    { anchors }: AcceptedIssuers,
  ): ProvenLegalEntity {
    const isAnchor = (name: string): boolean => identifierKind(name) === 'x509' && sameDn(name, anchor);
    if (!anchors.some(isAnchor)) throw new Untrusted('issuer-unknown');
    const validUntil = notAfter.toISOString();
    const seen = { id: certificate, issuer, subject: identifier, lei, hash: certificate, validUntil };
    const named = { lei, ...(legalName !== undefined && { legalName }) };
    const recheckAt = new Date(this.clock.now().getTime() + RECHECK_MS);
    return { identifier, ...named, claims: named, credentials: [seen], anchor, recheckAt };
  }

  private async prove(
    credential: LegalEntityCredential,
    accepted: AcceptedIssuers,
    presentation?: VerifiedPresentation,
  ): Promise<ProvenLegalEntity> {
    const told = new Map<string, ToldStatus>();
    const assertStatus = async (reference: StatusReference, issuer: string): Promise<void> => {
      told.set(nameOf(reference), await this.statusLists.assertValid(reference, issuer));
    };
    const presented = presentation?.others ?? [];
    const policy = {
      ...this.policy(),
      ...accepted,
      assertStatus,
      presented,
      credentialOf: this.documents.of,
    };
    const chain = [credential, ...(await verifyIssuers(credential, policy))];
    return {
      identifier: credential.subject,
      lei: credential.lei,
      ...(credential.legalName !== undefined && { legalName: credential.legalName }),
      claims: credential.claims,
      credentials: chain.map((one) => evidenceOf(one, told)),
      anchor: chain.at(-1)!.issuer,
      ...(presentation && { presentationHash: presentation.hash }),
      recheckAt: new Date(Math.min(...[...told.values()].map(({ freshUntil }) => freshUntil.getTime()))),
    };
  }

  private policy(): CredentialPolicy {
    return { now: this.clock.now(), resolve: this.identifiers.resolve };
  }
}

const nameOf = ({ uri, idx }: StatusReference): string => `${uri}#${idx}`;

const evidenceOf = (
  { id, issuer, subject, lei, hash, status, validUntil }: LegalEntityCredential,
  told: ReadonlyMap<string, ToldStatus>,
): CredentialEvidence => ({
  id,
  issuer,
  subject,
  lei,
  hash,
  ...(status && { status: { ...status, listHash: told.get(nameOf(status))!.hash } }),
  ...(validUntil !== undefined && { validUntil }),
});

const refusing = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Untrusted ? new Refused('credential-refused', { cause: error.reason }) : error;
  }
};
