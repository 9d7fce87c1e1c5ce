import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Claimed, EventStore, type Context, Refused } from '#event-sourcing';
import { organisations } from './organisation.js';
import type { Organisation, OrganisationDetails } from './organisation.decider.js';
import { forEver } from './for-ever.js';

/** Makes a legal entity a member. Asking again with the same facts answers with the same member. */
export class EnrolOrganisation extends Command<{ organisation: Organisation; created: boolean }> {
  readonly type = 'EnrolOrganisation';

  constructor(
    readonly context: Context,
    readonly organisationId: string,
    readonly details: OrganisationDetails,
  ) {
    super();
  }
}

@CommandHandler(EnrolOrganisation)
export class EnrolOrganisationHandler implements ICommandHandler<EnrolOrganisation> {
  constructor(private readonly store: EventStore) {}

  async execute(command: EnrolOrganisation): Promise<{ organisation: Organisation; created: boolean }> {
    const claims = [{ scope: 'lei', key: command.details.lei, expiresAt: forEver }];
    try {
      const { state } = await this.store.execute(organisations, command.organisationId, command, { claims });
      return { organisation: state as Organisation, created: true };
    } catch (problem) {
      if (!(problem instanceof Claimed)) throw problem;
      return { organisation: await this.enrolledBefore(command, problem), created: false };
    }
  }

  private async enrolledBefore({ details }: EnrolOrganisation, { stream }: Claimed): Promise<Organisation> {
    const loaded = stream && (await this.store.load(organisations, stream.replace(/^organisation-/, '')));
    if (loaded && loaded.state.status !== 'absent' && isSame(loaded.state, details)) return loaded.state;
    throw new Refused('lei-already-enrolled');
  }
}

// Who asks again without a country means the member as it is.
const isSame = (known: Organisation, { legalName, country = known.country }: OrganisationDetails): boolean =>
  known.legalName === legalName && known.country === country;
