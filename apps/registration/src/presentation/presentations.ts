import { Injectable } from '@nestjs/common';
import { Untrusted } from '#crypto';
import { type Claim, Refused } from '#event-sourcing';
import { type CredentialEvidence, LegalEntities } from '#oauth';
import type { Evidence, PresentedEntity } from '../client/client.events.js';
import { Challenges } from './challenges.js';
import { ClientKeyProof } from './client-key-proof.js';
import { Recipient } from './recipient.js';
import { statedNonce } from './stated-nonce.js';

/** A Legal Entity that presented itself to us, now, by the key of the client. */
export interface AcceptedPresentation {
  readonly entity: PresentedEntity;
  /** What it discloses of itself. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly evidence: readonly Evidence[];
  /** Uses the nonce up. */
  readonly claim: Claim;
}

/** What a presentation is held against. */
export interface Presenter {
  /** LEI of the organisation in the software statement. */
  readonly lei: string;
  /** Where the client's keys are. */
  readonly jwksUri: string;
  readonly now: Date;
}

/** Takes presentations of Legal Entities (MEF 128 R6 to R12), as VP-JWT or as SD-JWT VC with key binding. */
@Injectable()
export class Presentations {
  constructor(
    private readonly challenges: Challenges,
    private readonly entities: LegalEntities,
    private readonly clientKey: ClientKeyProof,
    private readonly recipient: Recipient,
  ) {}

  /**
   * Throws `Refused('presentation-not-valid')` with the reason in `cause`, `challenge-not-valid`, `presentation-unverifiable`
   * where what it refers to cannot be read now, `presentation-of-other-entity`, `presentation-by-other-key`.
   */
  async accept(presentation: string, { lei, jwksUri, now }: Presenter): Promise<AcceptedPresentation> {
    const nonce = nonceOf(presentation);
    const claim = this.challenges.claimOf(nonce, now);
    const { audiences, accepted } = this.recipient;
    const proven = await this.entities.presented(presentation, { audiences, nonce }, accepted).catch(refuse);
    if (proven.lei !== lei) throw new Refused('presentation-of-other-entity');
    await this.clientKey.assert(presentation, jwksUri).catch(refuse);
    const { identifier, anchor, presentationHash, claims, credentials } = proven;
    const entity = { identifier, lei, anchor, presentationHash: presentationHash! };
    return { entity, claims, evidence: credentials.map(evidenceOf), claim };
  }
}

const nonceOf = (presentation: string): string => {
  try {
    return statedNonce(presentation);
  } catch (error) {
    throw error instanceof Untrusted ? new Refused('presentation-not-valid', { cause: error.reason }) : error;
  }
};

const evidenceOf = ({ id, issuer, hash, status, validUntil }: CredentialEvidence): Evidence => ({
  kind: 'credential',
  id,
  issuer,
  hash,
  ...(status && { status: { uri: status.uri, idx: status.idx, issuer } }),
  ...(validUntil !== undefined && { validUntil: new Date(validUntil).toISOString() }),
});

const refuse = (error: unknown): never => {
  if (error instanceof Untrusted) throw new Refused('presentation-not-valid', { cause: error.reason });
  if (!(error instanceof Refused) || error.reason.startsWith('presentation-')) throw error;
  const { cause = error.reason } = error.detail as { readonly cause?: unknown };
  throw new Refused(
    error.reason === 'credential-refused' ? 'presentation-not-valid' : 'presentation-unverifiable',
    { cause },
  );
};
