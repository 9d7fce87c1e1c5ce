import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Context } from '#event-sourcing';
import { FollowMembership } from './credentials/follow-membership.js';
import { organisations } from './organisation.js';
import type { Organisation } from './organisation.decider.js';

/** Stops a member: its software gets no more statements, and its credentials are suspended. */
export class SuspendOrganisation extends Command<Organisation> {
  readonly type = 'SuspendOrganisation';

  constructor(
    readonly context: Context,
    readonly organisationId: string,
    readonly reason: string,
  ) {
    super();
  }
}

/** Ends a suspension, of the credentials too. */
export class ReinstateOrganisation extends Command<Organisation> {
  readonly type = 'ReinstateOrganisation';

  constructor(
    readonly context: Context,
    readonly organisationId: string,
  ) {
    super();
  }
}

@CommandHandler(SuspendOrganisation)
export class SuspendOrganisationHandler implements ICommandHandler<SuspendOrganisation> {
  constructor(
    private readonly store: EventStore,
    private readonly credentials: FollowMembership,
  ) {}

  async execute(command: SuspendOrganisation): Promise<Organisation> {
    const { state } = await this.store.execute(organisations, command.organisationId, command);
    await this.credentials.follow(command.organisationId, command.context);
    return state as Organisation;
  }
}

@CommandHandler(ReinstateOrganisation)
export class ReinstateOrganisationHandler implements ICommandHandler<ReinstateOrganisation> {
  constructor(
    private readonly store: EventStore,
    private readonly credentials: FollowMembership,
  ) {}

  async execute(command: ReinstateOrganisation): Promise<Organisation> {
    const { state } = await this.store.execute(organisations, command.organisationId, command);
    await this.credentials.follow(command.organisationId, command.context);
    return state as Organisation;
  }
}
