import type { ServiceLog } from '#event-sourcing';
import { signingKeys } from '#oauth';
import { quoteList } from './quote-list.projection.js';
import { quotes } from './quote.aggregate.js';

/** What quotes writes. */
export const quotesLog: ServiceLog = {
  service: 'quotes',
  aggregates: [quotes, signingKeys],
  projections: [quoteList],
};
