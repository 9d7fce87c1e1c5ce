import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { quotes } from './quote.aggregate.js';
import type { Ending, QuoteOutcome } from './quote.commands.js';

/** The Buyer does not take the offer. */
export class DeclineQuote extends Command<QuoteOutcome> {
  readonly type = 'DeclineQuote';
  constructor(
    readonly context: Context,
    readonly quoteId: string,
    readonly details: Ending,
  ) {
    super();
  }
}

@CommandHandler(DeclineQuote)
export class DeclineQuoteHandler implements ICommandHandler<DeclineQuote> {
  constructor(private readonly store: EventStore) {}

  execute(command: DeclineQuote): Promise<QuoteOutcome> {
    const { claims } = command.details;
    return this.store.execute(quotes, command.quoteId, command, { claims });
  }
}
