import { html, type Markup } from './html.js';
import type { QuoteRequest } from './requests.js';

const words: Readonly<Record<string, string>> = {
  acknowledged: 'Received by the Seller',
  inProgress: 'Being worked on',
  'inProgress.draft': 'Being worked on',
  answered: 'Answered',
  'approved.orderable': 'Ready to order',
  'approved.orderableAlternate': 'Ready to order, with changes',
  accepted: 'Ordered',
  declined: 'Declined by us',
  cancelled: 'Cancelled',
  expired: 'Expired',
  rejected: 'Rejected by the Seller',
  unableToProvide: 'The Seller cannot provide it',
};

const good = ['approved.orderable', 'approved.orderableAlternate', 'accepted', 'answered'];
const waiting = ['acknowledged', 'inProgress', 'inProgress.draft'];

export const quoteStateOf = ({ answer }: QuoteRequest): string =>
  typeof answer?.['state'] === 'string' ? answer['state'] : 'acknowledged';

/** Whether the Seller may still tell of a change soon. */
export const isMoving = (request: QuoteRequest): boolean =>
  request.status === 'quoted' && waiting.includes(quoteStateOf(request));

/** Whether the Seller answered with something that can be had. */
export const isOffer = (request: QuoteRequest): boolean => good.includes(quoteStateOf(request));

export const stateBadge = (request: QuoteRequest): Markup => {
  if (request.status === 'staged') return html`<span class="state wait">Waiting for consent</span>`;
  if (request.status === 'declined') return html`<span class="state bad">Declined at consent</span>`;
  if (request.status === 'failed') return html`<span class="state bad">Failed</span>`;
  const state = quoteStateOf(request);
  const look = good.includes(state) ? 'good' : waiting.includes(state) ? 'wait' : 'bad';
  return html`<span class="state ${look}">${words[state] ?? state}</span>`;
};
