import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { uuid } from '#crypto';
import { type Context, Refused } from '#event-sourcing';
import { Catalogue } from '../catalogue.js';
import { FollowMembership } from './follow-membership.js';
import { IssueCredential, type IssuedCredential } from './issue-credential.js';
import { type AskedSubject, SubjectOfOrder } from './subject-of-order.js';

/** What an operator asks to have issued to an organisation. */
export interface AskedCredential extends AskedSubject {
  readonly form: 'vc+jwt' | 'dc+sd-jwt';
  readonly mayIssue: boolean;
}

/** Issues credentials to members, for what the register says of them. */
@Injectable()
export class MemberCredentials {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly subjects: SubjectOfOrder,
    private readonly commands: CommandBus,
    private readonly membership: FollowMembership,
  ) {}

  /** Throws `Refused('organisation-unknown' | 'organisation-suspended')`, and as `SubjectOfOrder` does. */
  async issue(context: Context, organisationId: string, asked: AskedCredential): Promise<IssuedCredential> {
    const { status, lei, legalName } = await this.catalogue.organisation(organisationId);
    if (status !== 'Active') throw new Refused('organisation-suspended');
    const { form, mayIssue } = asked;
    const subject = await this.subjects.find(organisationId, asked);
    const order = { organisationId, form, lei, legalName, mayIssue, ...subject };
    const issued = await this.commands.execute(new IssueCredential(context, uuid(), order));
    // Whoever was suspended in the meantime has no valid credential for it.
    await this.membership.follow(organisationId, context);
    return issued;
  }
}
