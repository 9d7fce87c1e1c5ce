import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { quotes } from './quote.aggregate.js';
import type { Pace, QuoteOutcome } from './quote.commands.js';

/** Makes the move that is due, if one is. */
export class AdvanceQuote extends Command<QuoteOutcome> {
  readonly type = 'AdvanceQuote';
  constructor(
    readonly context: Context,
    readonly quoteId: string,
    readonly pace: Pace,
  ) {
    super();
  }
}

@CommandHandler(AdvanceQuote)
export class AdvanceQuoteHandler implements ICommandHandler<AdvanceQuote> {
  constructor(private readonly store: EventStore) {}

  execute(command: AdvanceQuote): Promise<QuoteOutcome> {
    return this.store.execute(quotes, command.quoteId, command);
  }
}
