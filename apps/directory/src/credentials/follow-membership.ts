import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Context, Refused } from '#event-sourcing';
import { PeriodicWork, RequestContexts } from '#service';
import { Catalogue } from '../catalogue.js';
import { ReinstateCredential, SuspendCredential } from './change-credential.js';
import type { Credential } from './credential.decider.js';
import { CredentialReader } from './credential-reader.js';

const actor = { kind: 'service', id: 'directory.follow-membership' } as const;

/**
 * The credentials of a suspended member are suspended, and reinstated with it. At once by whoever changes the membership;
 * what that left undone, because it died in between, is found by comparison.
 */
@Injectable()
export class FollowMembership extends PeriodicWork {
  protected readonly interval = 5_000;

  constructor(
    private readonly reader: CredentialReader,
    private readonly catalogue: Catalogue,
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
  ) {
    super();
  }

  async run(): Promise<void> {
    for (const organisationId of await this.reader.disagreeing())
      await this.follow(organisationId, this.contexts.create(actor));
  }

  /** Brings the credentials of an organisation into line with its membership; done twice, it changes nothing. */
  async follow(organisationId: string, context: Context): Promise<void> {
    const { status } = await this.catalogue.organisation(organisationId);
    const suspended = status === 'Suspended';
    for (const credentialId of await this.reader.differing(organisationId, suspended))
      await this.change(credentialId, suspended, context).catch(unlessRevoked);
  }

  private change(credentialId: string, suspended: boolean, context: Context): Promise<Credential> {
    return this.commands.execute(
      suspended
        ? new SuspendCredential(context, credentialId, 'membership', 'organisation-suspended')
        : new ReinstateCredential(context, credentialId, 'membership'),
    );
  }
}

const unlessRevoked = (error: unknown): void => {
  if (!(error instanceof Refused && error.reason === 'credential-revoked')) throw error;
};
