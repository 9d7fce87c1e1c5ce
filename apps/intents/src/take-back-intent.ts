import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { intents } from './intent.aggregate.js';
import type { IntentOutcome } from './intent.commands.js';

/** Takes an intent back: withdraws it while pending, revokes it once authorized. */
export class TakeBackIntent extends Command<IntentOutcome> {
  readonly type = 'TakeBackIntent';
  constructor(
    readonly context: Context,
    readonly intentId: string,
    /** Kebab-case. */
    readonly reason: string,
    /** What the one who takes it back has to say: personal data. */
    readonly details: { readonly note?: string; readonly expectedVersion?: number } = {},
  ) {
    super();
  }
}

@CommandHandler(TakeBackIntent)
export class TakeBackIntentHandler implements ICommandHandler<TakeBackIntent> {
  constructor(private readonly store: EventStore) {}

  execute(command: TakeBackIntent): Promise<IntentOutcome> {
    const { expectedVersion } = command.details;
    const options = expectedVersion === undefined ? {} : { expectedVersion };
    return this.store.execute(intents, command.intentId, command, options);
  }
}
