import { Injectable } from '@nestjs/common';
import type { Claim } from '#event-sourcing';
import type { ClientDescription, Evidence, IdResolution, PolicyDecision } from './client/client.events.js';
import { CertificateEvidence } from './evidence/certificate-evidence.js';
import { SellerPolicy } from './policy/seller-policy.js';
import { CredentialIds } from './presentation/credential-ids.js';
import { type AcceptedPresentation, type Presenter, Presentations } from './presentation/presentations.js';

/** What is decided about. */
export interface DecidedRequest {
  readonly client: ClientDescription;
  readonly statementIssuer: string;
  /** What the statement rests on, and what was found good of it. */
  readonly stated: readonly Evidence[];
  readonly presentation?: string;
  /** The decision that stands so far. */
  readonly before?: PolicyDecision;
  readonly now: Date;
}

/** A decision, and the nonce that is used up with it. */
export interface Decided {
  readonly decision: PolicyDecision;
  readonly claims: readonly Claim[];
}

/** Applies the Seller's policy to a request (MEF 128 R13@6.4), and gathers what it saw. */
@Injectable()
export class Decisions {
  constructor(
    private readonly presentations: Presentations,
    private readonly certificates: CertificateEvidence,
    private readonly policy: SellerPolicy,
    private readonly ids: CredentialIds,
  ) {}

  /** Throws the `Refused` of presentations, certificates and rules. */
  async decide({
    client,
    statementIssuer,
    stated,
    presentation,
    before,
    now,
  }: DecidedRequest): Promise<Decided> {
    const { jwksUri, organisation, profile } = client;
    const { lei } = organisation;
    const certificates = await this.certificates.at(jwksUri);
    const presented =
      presentation === undefined ? undefined : await this.presented(presentation, { lei, jwksUri, now });
    const kept = presented ? undefined : keptOf(before, lei);
    const applied = this.policy.apply({
      profile,
      statementIssuer,
      lei,
      ...(presented && { presented }),
      ...(kept?.legalEntity && { kept: kept.legalEntity }),
    });
    const evidence = [...stated, ...certificates, ...credentialsOf(presented, kept)];
    const legalEntity = presented?.entity ?? kept?.legalEntity;
    const decision = { ...applied, evidence, ...(legalEntity && { legalEntity }) };
    return { decision, claims: presented ? [presented.claim] : [] };
  }

  // Ids are looked at last, when everything else is good.
  private async presented(presentation: string, presenter: Presenter): Promise<ResolvedPresentation> {
    const accepted = await this.presentations.accept(presentation, presenter);
    const resolutions = await this.ids.resolve(accepted.evidence);
    const evidence = accepted.evidence.map((one, index) => ({ ...one, resolution: resolutions[index]! }));
    return { ...accepted, resolutions, evidence };
  }
}

interface ResolvedPresentation extends AcceptedPresentation {
  /** Where the ids of its credential and those of the issuers lead (R9). */
  readonly resolutions: readonly IdResolution[];
}

// Of another Legal Entity nothing is kept: a client may move to another owner's statement, its former credential does not.
const keptOf = (before: PolicyDecision | undefined, lei: string): PolicyDecision | undefined =>
  before?.legalEntity?.lei === lei ? before : undefined;

const credentialsOf = (
  presented: AcceptedPresentation | undefined,
  kept: PolicyDecision | undefined,
): readonly Evidence[] =>
  presented?.evidence ?? kept?.evidence.filter(({ kind }) => kind === 'credential') ?? [];
