import type { Aggregate, Publication } from '#event-sourcing';
import type { PublicQuote } from '#contracts';
import type { QuoteCommand } from './quote.commands.js';
import { quoteDecider } from './quote.decider.js';
import type { Quote, QuoteEvent, QuoteFacts } from './quote.js';

/** How quotes are stored, and what neighbours learn of them: no contacts, no reasons, no prices. */
export const quotes: Aggregate<QuoteCommand, QuoteEvent, Quote> = {
  decider: quoteDecider,
  events: {
    QuoteCreated: { version: 1, sealed: ['request'] },
    IntentConsumed: { version: 1 },
    QuoteStateChanged: { version: 1, sealed: ['changeReason'] },
    MessageAccepted: { version: 1 },
    MessageSent: { version: 1, sealed: ['body'] },
    MessageRefused: { version: 1 },
  },
  publish: (quote, event) => (quote.state === 'none' ? undefined : publication(quote, event)),
};

const publication = (quote: QuoteFacts, event: QuoteEvent): Publication => {
  const detail = detailOf(quote, event);
  return { view: publicQuote(quote), ...(detail && { detail }) };
};

const detailOf = (quote: QuoteFacts, event: QuoteEvent): object | undefined => {
  switch (event.type) {
    case 'QuoteCreated':
      return undefined;
    case 'IntentConsumed':
      return {
        intentId: event.intentId,
        operation: 'createQuote',
        grantId: quote.grantId,
        accessTokenJti: quote.accessTokenId,
        ...(quote.resourceTokenId !== undefined && { resourceTokenJti: quote.resourceTokenId }),
        payloadHash: quote.payloadHash,
      };
    case 'QuoteStateChanged':
      return { from: quote.stateChange.at(-2)?.state, to: event.state };
    case 'MessageAccepted':
    case 'MessageSent': {
      const { conversation, sequence, message, messageHash, kid, jwk } = event;
      return { conversation, sequence, message, messageHash, kid, jwk };
    }
    case 'MessageRefused': {
      const { conversation, sequence, messageHash, reason } = event;
      return { conversation, sequence, messageHash, reason };
    }
  }
};

const publicQuote = (quote: QuoteFacts): PublicQuote => ({
  quoteId: quote.quoteId,
  state: quote.state,
  clientId: quote.clientId,
  intentId: quote.intentId,
  ...(quote.externalId !== undefined && { externalId: quote.externalId }),
  changedAt: quote.changedAt,
});
