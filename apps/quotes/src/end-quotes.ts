import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore } from '#event-sourcing';
import type { Asked } from './asked.js';
import { type Answer, Exchanges } from './authenticity/exchanges.js';
import { buyerOf, partiesOnly } from './buyer-and-seller.js';
import type { CancelQuote } from './cancel-quote.js';
import type { DeclineQuote } from './decline-quote.js';
import { quoteOperationOf, toProblems } from './quote-operation-body.js';
import { quotes } from './quote.aggregate.js';
import type { QuoteCommand } from './quote.commands.js';

/** What a Buyer ends a quote with: it cancels, or declines the offer. */
@Injectable()
export class EndQuotes {
  constructor(
    private readonly exchanges: Exchanges,
    private readonly store: EventStore,
    private readonly commands: CommandBus,
  ) {}

  /** Throws `Refused('invalid-body' | 'quote-not-found' | 'quote-not-in-state' | …)`. */
  async end(Ending: typeof CancelQuote | typeof DeclineQuote, asked: Asked): Promise<Answer> {
    const { client, context, claims } = asked;
    const query = partiesOnly(asked.query);
    const opened = await this.exchanges.open(asked.request, client);
    const buyerId = buyerOf(query, client);
    const body = quoteOperationOf(asked.request.body);
    const { quoteId, reason } = body;
    const details = { clientId: client.clientId, buyerId, claims, ...(reason !== undefined && { reason }) };
    const run = (more: object = {}) =>
      this.commands
        .execute(new Ending(context, quoteId, { ...details, ...more }) satisfies QuoteCommand)
        .catch(toProblems);
    const quote = opened && (await this.store.load(quotes, quoteId))?.state;
    // Without a message, and for a quote that is not there, the command knows all that there is to say.
    if (!opened || !quote || quote.state === 'none' || quote.clientId !== client.clientId) {
      await run();
      return { body };
    }
    return this.exchanges.within({ context, opened, quoteId }, quote, {
      status: 200,
      body,
      run: (exchange) => run({ exchange }),
    });
  }
}
