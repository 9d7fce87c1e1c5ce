import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Claim, type Context, EventStore } from '#event-sourcing';
import { Idempotency } from './idempotency.js';
import { intents } from './intent.aggregate.js';
import type { IntentLimits, IntentOutcome } from './intent.commands.js';
import type { IntentContent } from './intent.js';

/** Puts an intent before the Seller: the first step of every consent. */
export class StageIntent extends Command<IntentOutcome> {
  readonly type = 'StageIntent';
  constructor(
    readonly context: Context,
    readonly intentId: string,
    readonly details: {
      readonly clientId: string;
      /** LEIs of the entities that the client's software acts for. */
      readonly actsFor: readonly string[];
      readonly content: IntentContent;
      readonly limits: IntentLimits;
    },
    /** The idempotency key, where the client sent one. */
    readonly claim?: Claim,
  ) {
    super();
  }
}

@CommandHandler(StageIntent)
export class StageIntentHandler implements ICommandHandler<StageIntent> {
  constructor(
    private readonly store: EventStore,
    private readonly idempotency: Idempotency,
  ) {}

  execute(command: StageIntent): Promise<IntentOutcome> {
    const { claim } = command;
    // The id was made for this command: there is nothing to read.
    const options = { claims: claim ? [claim] : [], expectedVersion: 0 };
    return this.idempotency.once(claim, command.context.at, () =>
      this.store.execute(intents, command.intentId, command, options),
    );
  }
}
