import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { intents } from './intent.aggregate.js';
import type { IntentLimits, IntentOutcome } from './intent.commands.js';
import type { IntentContent } from './intent.js';

/** Changes what a pending intent asks for. */
export class AmendIntent extends Command<IntentOutcome> {
  readonly type = 'AmendIntent';
  constructor(
    readonly context: Context,
    readonly intentId: string,
    readonly details: {
      readonly actsFor: readonly string[];
      readonly content: IntentContent;
      readonly limits: IntentLimits;
    },
    /** The version that was read, so that nobody else's amendment is lost. */
    readonly expectedVersion?: number,
  ) {
    super();
  }
}

@CommandHandler(AmendIntent)
export class AmendIntentHandler implements ICommandHandler<AmendIntent> {
  constructor(private readonly store: EventStore) {}

  execute(command: AmendIntent): Promise<IntentOutcome> {
    const { expectedVersion } = command;
    const options = expectedVersion === undefined ? {} : { expectedVersion };
    return this.store.execute(intents, command.intentId, command, options);
  }
}
