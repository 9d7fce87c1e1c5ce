import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import type { MessageRefused } from './exchange.js';
import { quotes } from './quote.aggregate.js';
import type { QuoteOutcome } from './quote.commands.js';

/** Writes down that a message which the Buyer signed has no place in the conversation about a quote. */
export class RefuseMessage extends Command<QuoteOutcome> {
  readonly type = 'RefuseMessage';
  constructor(
    readonly context: Context,
    readonly quoteId: string,
    readonly details: Omit<MessageRefused, 'type' | 'at'>,
  ) {
    super();
  }
}

@CommandHandler(RefuseMessage)
export class RefuseMessageHandler implements ICommandHandler<RefuseMessage> {
  constructor(private readonly store: EventStore) {}

  execute(command: RefuseMessage): Promise<QuoteOutcome> {
    return this.store.execute(quotes, command.quoteId, command);
  }
}
