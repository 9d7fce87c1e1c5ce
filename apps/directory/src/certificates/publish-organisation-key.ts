import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Claimed, type Context, EventStore, Refused } from '#event-sourcing';
import { forEver } from '../for-ever.js';
import { organisations } from '../organisation.js';
import type { Organisation, OrganisationKey } from '../organisation.decider.js';

type NewKey = Omit<OrganisationKey, 'publishedAt' | 'withdrawnAt'>;

export interface PublishedKey {
  readonly key: OrganisationKey;
  readonly created: boolean;
}

/** Publishes a key of an organisation without a certificate (Enc1). The same key again is the same key. */
export class PublishOrganisationKey extends Command<PublishedKey> {
  constructor(
    readonly context: Context,
    readonly organisationId: string,
    readonly key: NewKey,
  ) {
    super();
  }
}

@CommandHandler(PublishOrganisationKey)
export class PublishOrganisationKeyHandler implements ICommandHandler<PublishOrganisationKey> {
  constructor(private readonly store: EventStore) {}

  async execute({ context, organisationId, key }: PublishOrganisationKey): Promise<PublishedKey> {
    const claims = [{ scope: 'software-key', key: key.kid, expiresAt: forEver }];
    const command = { type: 'PublishKey', context, key } as const;
    try {
      const { state } = await this.store.execute(organisations, organisationId, command, { claims });
      return { key: keyIn(state as Organisation, key)!, created: true };
    } catch (problem) {
      if (!(problem instanceof Claimed)) throw problem;
      const state = (await this.store.load(organisations, organisationId))?.state;
      const before = state && state.status !== 'absent' ? keyIn(state, key) : undefined;
      if (!before || before.withdrawnAt !== undefined) throw new Refused('key-already-used');
      return { key: before, created: false };
    }
  }
}

const keyIn = (
  { keys = [] }: Organisation,
  { kid, profile, environment }: NewKey,
): OrganisationKey | undefined =>
  keys.find((each) => each.kid === kid && each.profile === profile && each.environment === environment);

/** Takes such a key out of use, for good. */
export class WithdrawOrganisationKey extends Command<Organisation> {
  readonly type = 'WithdrawOrganisationKey';

  constructor(
    readonly context: Context,
    readonly organisationId: string,
    readonly kid: string,
  ) {
    super();
  }
}

@CommandHandler(WithdrawOrganisationKey)
export class WithdrawOrganisationKeyHandler implements ICommandHandler<WithdrawOrganisationKey> {
  constructor(private readonly store: EventStore) {}

  async execute(command: WithdrawOrganisationKey): Promise<Organisation> {
    const { state } = await this.store.execute(organisations, command.organisationId, command);
    return state as Organisation;
  }
}
