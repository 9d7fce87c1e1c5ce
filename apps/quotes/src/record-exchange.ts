import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import type { Exchange } from './exchange.js';
import { quotes } from './quote.aggregate.js';
import type { QuoteOutcome } from './quote.commands.js';

/** Writes down what was asked and answered about a quote that nothing else happens to: it was read. */
export class RecordExchange extends Command<QuoteOutcome> {
  readonly type = 'RecordExchange';
  constructor(
    readonly context: Context,
    readonly quoteId: string,
    readonly exchange: Exchange,
  ) {
    super();
  }
}

@CommandHandler(RecordExchange)
export class RecordExchangeHandler implements ICommandHandler<RecordExchange> {
  constructor(private readonly store: EventStore) {}

  execute(command: RecordExchange): Promise<QuoteOutcome> {
    return this.store.execute(quotes, command.quoteId, command);
  }
}
