import { evolveConversation } from './exchange.evolve.js';
import type { Quote, QuoteCreated, QuoteEvent, QuoteFacts, QuoteState, QuoteStateChanged } from './quote.js';

/** What an event makes of a quote; sealed fields (`request`, `changeReason`) are copied unseen. */
export const evolve = (quote: Quote, event: QuoteEvent): Quote => {
  if (event.type === 'QuoteCreated') return created(event);
  if (quote.state === 'none') return quote;
  switch (event.type) {
    case 'IntentConsumed':
      return quote;
    case 'QuoteStateChanged':
      return changed(quote, event);
    case 'MessageAccepted':
    case 'MessageSent':
    case 'MessageRefused':
      return talked(quote, evolveConversation(quote.conversation, event));
  }
};

const talked = (quote: QuoteFacts, conversation: QuoteFacts['conversation']): QuoteFacts =>
  conversation ? { ...quote, conversation } : quote;

const created = ({ type: _type, at, ...facts }: QuoteCreated): QuoteFacts => ({
  ...facts,
  quoteDate: at,
  changedAt: at,
  ...completion(facts.state, at),
  stateChange: [{ state: facts.state, changeDate: at }],
});

const changed = ({ dueAt: _dueAt, ...quote }: QuoteFacts, event: QuoteStateChanged): QuoteFacts => ({
  ...quote,
  state: event.state,
  changedAt: event.at,
  ...(event.dueAt !== undefined && { dueAt: event.dueAt }),
  ...(event.validUntil !== undefined && { validUntil: event.validUntil }),
  ...completion(event.state, event.at),
  stateChange: [
    ...quote.stateChange,
    {
      state: event.state,
      changeDate: event.at,
      ...(event.changeReason !== undefined && { changeReason: event.changeReason }),
    },
  ],
});

const completing: readonly QuoteState[] = ['approved.orderable', 'answered', 'unableToProvide', 'cancelled'];

// Set once, by the first completion state that is reached (MEF 115, `effectiveQuoteCompletionDate`).
const completion = (state: QuoteState, at: string) =>
  completing.includes(state) ? { effectiveQuoteCompletionDate: at } : {};
