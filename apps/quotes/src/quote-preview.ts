import type { CreateQuote } from './create-quote.js';
import { quoteDecider } from './quote.decider.js';
import type { Quote, QuoteFacts } from './quote.js';

/** The quote that a command would make. Throws what the decider refuses. */
export const previewOf = (command: CreateQuote): QuoteFacts => {
  const { decide, evolve, initial } = quoteDecider;
  return decide(command, initial).reduce<Quote>(evolve, initial) as QuoteFacts;
};
