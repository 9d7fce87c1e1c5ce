import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { uuid } from '#crypto';
import { type Context, Refused } from '#event-sourcing';
import { EnrolOrganisation } from '../enrol-organisation.js';
import type { Credential } from './credential.decider.js';
import { CredentialReader } from './credential-reader.js';
import { MemberCredentials } from './member-credentials.js';
import { DirectoryNames } from './names.js';

/** The credential of the Seller of the sandbox, who is a member like any other (MEF 128 R6 concerns both sides). */
@Injectable()
export class SellerCredential {
  private issuing?: Promise<Credential>;

  constructor(
    private readonly names: DirectoryNames,
    private readonly reader: CredentialReader,
    private readonly members: MemberCredentials,
    private readonly commands: CommandBus,
  ) {}

  /**
   * The present one, issued when it is first asked for, and again when it has run out; `proof` is that the Seller agrees.
   * Throws `Refused('credential-revoked')`: one that was taken back is not replaced by asking again.
   */
  async current(context: Context, proof: string): Promise<Credential> {
    const known = await this.reader.newest(this.names.sellerDid);
    if (known?.status === 'INVALID') throw new Refused('credential-revoked');
    if (known && known.validUntil > context.at) return known;
    this.issuing ??= this.issue(context, proof).finally(() => delete this.issuing);
    return this.issuing;
  }

  private async issue(context: Context, proof: string): Promise<Credential> {
    const { seller, sellerDid: did } = this.names;
    const enrol = new EnrolOrganisation(context, uuid(), seller);
    const { organisationId } = (await this.commands.execute(enrol)).organisation;
    const asked = { form: 'vc+jwt', mayIssue: false, did, proof } as const;
    return (await this.members.issue(context, organisationId, asked)).credential;
  }
}
