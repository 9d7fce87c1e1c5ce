import { Injectable } from '@nestjs/common';
import { type PublicJwk, readDidDocument } from '#crypto';
import { Refused } from '#event-sourcing';
import { Catalogue } from '../catalogue.js';
import { DidDocuments } from './did-documents.js';
import { HolderProofs } from './holder-proof.js';
import { DirectoryNames } from './names.js';

/** Whom a credential is asked for: the member itself, its software, or an identifier elsewhere that agrees. */
export interface AskedSubject {
  readonly softwareId?: string;
  readonly did?: string;
  readonly proof?: string;
  /** One of the subject's keys here, which then is the only one that may present the credential. */
  readonly holderKid?: string;
}

export interface OrderedSubject {
  readonly subject: string;
  readonly holderKey?: PublicJwk;
  readonly proof?: string;
}

/** Finds the identifier that is to be linked to a legal entity, and shows that it is the entity's to use. */
@Injectable()
export class SubjectOfOrder {
  constructor(
    private readonly names: DirectoryNames,
    private readonly documents: DidDocuments,
    private readonly proofs: HolderProofs,
    private readonly catalogue: Catalogue,
  ) {}

  /** Throws `Refused('subject-ambiguous' | 'holder-proof-missing' | 'holder-proof-refused' | 'key-unknown' | …)`. */
  async find(organisationId: string, asked: AskedSubject): Promise<OrderedSubject> {
    if (asked.did !== undefined) return this.elsewhere(asked.did, asked);
    const { softwareId, holderKid } = asked;
    if (asked.proof !== undefined) throw new Refused('subject-ambiguous');
    const subject =
      softwareId === undefined
        ? this.names.member(organisationId)
        : this.names.software(organisationId, softwareId);
    if (softwareId !== undefined) await this.catalogue.software(organisationId, softwareId);
    if (holderKid === undefined) return { subject };
    return { subject, holderKey: await this.keyOf(subject, organisationId, asked) };
  }

  private async elsewhere(
    did: string,
    { softwareId, proof, holderKid }: AskedSubject,
  ): Promise<OrderedSubject> {
    // The names that the directory gives are its to give: nobody takes one of them by a proof.
    if (softwareId !== undefined || holderKid !== undefined || did.startsWith(this.names.did))
      throw new Refused('subject-ambiguous');
    if (proof === undefined) throw new Refused('holder-proof-missing');
    return { subject: did, proof: await this.proofs.verify(did, proof) };
  }

  private async keyOf(
    subject: string,
    organisationId: string,
    { softwareId, holderKid }: AskedSubject,
  ): Promise<PublicJwk> {
    const document =
      softwareId === undefined
        ? await this.documents.ofMember(organisationId)
        : await this.documents.ofSoftware(organisationId, softwareId);
    const { keys } = readDidDocument(document, subject);
    const key = keys.find(({ jwk }) => jwk.kid === holderKid);
    if (!key) throw new Refused('key-unknown');
    return key.jwk;
  }
}
