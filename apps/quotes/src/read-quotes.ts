import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, Refused } from '#event-sourcing';
import type { Asked } from './asked.js';
import { type Answer, Exchanges } from './authenticity/exchanges.js';
import { partiesOnly } from './buyer-and-seller.js';
import { partyOf } from './client-of.js';
import { quoteView } from './quote-view.js';
import { quotes } from './quote.aggregate.js';
import { RecordExchange } from './record-exchange.js';

/** Buyers read their own quotes; another party's quote is as unknown as one that never was. */
@Injectable()
export class ReadQuotes {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly exchanges: Exchanges,
  ) {}

  /** Throws `Refused('quote-unknown')`. */
  async read(asked: Asked, quoteId: string): Promise<Answer> {
    const { client, context, request } = asked;
    const query = partiesOnly(asked.query);
    const opened = await this.exchanges.open(request, client);
    const { clientId, buyerId } = partyOf(client, query);
    const quote = (await this.store.load(quotes, quoteId))?.state;
    if (!quote || quote.state === 'none' || quote.clientId !== clientId || quote.buyerId !== buyerId)
      throw new Refused('quote-unknown');
    return this.exchanges.within(opened && { context, opened, quoteId }, quote, {
      status: 200,
      body: quoteView(quote, this.exchanges.resource),
      run: async (exchange) =>
        exchange && this.commands.execute(new RecordExchange(context, quoteId, exchange)),
    });
  }
}
