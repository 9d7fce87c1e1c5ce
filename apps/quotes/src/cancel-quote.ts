import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { quotes } from './quote.aggregate.js';
import type { Ending, QuoteOutcome } from './quote.commands.js';

/** The Buyer no longer wants an answer. */
export class CancelQuote extends Command<QuoteOutcome> {
  readonly type = 'CancelQuote';
  constructor(
    readonly context: Context,
    readonly quoteId: string,
    readonly details: Ending,
  ) {
    super();
  }
}

@CommandHandler(CancelQuote)
export class CancelQuoteHandler implements ICommandHandler<CancelQuote> {
  constructor(private readonly store: EventStore) {}

  execute(command: CancelQuote): Promise<QuoteOutcome> {
    const { claims } = command.details;
    return this.store.execute(quotes, command.quoteId, command, { claims });
  }
}
