import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { authorizations } from './authorization.aggregate.js';
import type { DecideConsentCommand } from './authorization.commands.js';
import type { IntentDecision } from './authorization.events.js';

/** Records what the person decided. Repeated, it leaves the first decision as it is. */
export class DecideConsent implements DecideConsentCommand {
  readonly type = 'DecideConsent';

  constructor(
    readonly authorizationId: string,
    readonly accountId: string,
    readonly decisions: readonly IntentDecision[],
    readonly context: Context,
  ) {}
}

@CommandHandler(DecideConsent)
export class DecideConsentHandler implements ICommandHandler<DecideConsent> {
  constructor(private readonly store: EventStore) {}

  execute(command: DecideConsent) {
    return this.store.execute(authorizations, command.authorizationId, command);
  }
}
