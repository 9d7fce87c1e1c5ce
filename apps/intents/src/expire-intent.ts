import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { intents } from './intent.aggregate.js';
import type { IntentOutcome } from './intent.commands.js';

/** Ends an intent whose time has come; anything else is left alone. */
export class ExpireIntent extends Command<IntentOutcome> {
  readonly type = 'ExpireIntent';
  constructor(
    readonly context: Context,
    readonly intentId: string,
  ) {
    super();
  }
}

@CommandHandler(ExpireIntent)
export class ExpireIntentHandler implements ICommandHandler<ExpireIntent> {
  constructor(private readonly store: EventStore) {}

  execute(command: ExpireIntent): Promise<IntentOutcome> {
    return this.store.execute(intents, command.intentId, command);
  }
}
