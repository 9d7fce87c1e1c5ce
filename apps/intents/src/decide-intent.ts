import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { intents } from './intent.aggregate.js';
import type { IntentOutcome } from './intent.commands.js';
import type { Consent } from './intent.js';

/** Records what a person decided; `revision` is what that person was shown. */
export class DecideIntent extends Command<IntentOutcome> {
  readonly type = 'DecideIntent';
  constructor(
    readonly context: Context,
    readonly intentId: string,
    readonly decision: 'approved' | 'declined',
    readonly details: { readonly consent: Consent; readonly revision?: number },
  ) {
    super();
  }
}

@CommandHandler(DecideIntent)
export class DecideIntentHandler implements ICommandHandler<DecideIntent> {
  constructor(private readonly store: EventStore) {}

  execute(command: DecideIntent): Promise<IntentOutcome> {
    return this.store.execute(intents, command.intentId, command);
  }
}
