import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { intents } from './intent.aggregate.js';
import type { IntentOutcome } from './intent.commands.js';

/** Takes note that a resource server has used a single-use intent. */
export class RecordConsumption extends Command<IntentOutcome> {
  readonly type = 'RecordConsumption';
  constructor(
    readonly context: Context,
    readonly intentId: string,
    /** Stream id of what came of it. */
    readonly resource: string,
  ) {
    super();
  }
}

@CommandHandler(RecordConsumption)
export class RecordConsumptionHandler implements ICommandHandler<RecordConsumption> {
  constructor(private readonly store: EventStore) {}

  execute(command: RecordConsumption): Promise<IntentOutcome> {
    return this.store.execute(intents, command.intentId, command);
  }
}
