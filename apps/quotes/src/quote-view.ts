import type { QuoteItemCreate } from '#contracts';
import type { ItemOffer } from './price-book.js';
import type { QuoteFacts, QuoteState } from './quote.js';

const answered: readonly QuoteState[] = ['answered', 'approved.orderable', 'declined', 'expired'];

/** The Seller's own contact, which an asynchronous quote needs (MEF 115, `relatedContactInformation`). */
const sellerContact = {
  role: 'sellerContactInformation',
  name: 'Quote desk',
  emailAddress: 'quotes@seller.example',
  number: '+49 30 0000000',
  organization: 'Sample Seller',
};

/** A quote as `Quote` of the contract; prices appear once the Seller has answered. */
export const quoteView = (quote: QuoteFacts, base: string): Readonly<Record<string, unknown>> => {
  const { quoteItem, relatedContactInformation, ...asked } = quote.request;
  return {
    id: quote.quoteId,
    href: `${base}/quote/${quote.quoteId}`,
    ...asked,
    state: quote.state,
    quoteDate: quote.quoteDate,
    expectedQuoteCompletionDate: quote.expectedQuoteCompletionDate,
    ...(quote.effectiveQuoteCompletionDate !== undefined && {
      effectiveQuoteCompletionDate: quote.effectiveQuoteCompletionDate,
    }),
    ...(quote.validUntil !== undefined && { validFor: { endDateTime: quote.validUntil } }),
    quoteLevel: quote.level,
    relatedContactInformation: [...contactsOf(relatedContactInformation), sellerContact],
    quoteItem: itemsOf(quoteItem).map((item, index) => itemView(item, quote, quote.offer[index])),
    stateChange: quote.stateChange,
  };
};

// Personal data that was erased leaves nothing to list.
const contactsOf = (contacts: unknown): readonly unknown[] => (Array.isArray(contacts) ? contacts : []);
const itemsOf = (items: readonly QuoteItemCreate[] | undefined): readonly QuoteItemCreate[] => items ?? [];

const itemView = (item: QuoteItemCreate, quote: QuoteFacts, offer: ItemOffer | undefined) => ({
  ...item,
  state: itemState(quote, offer),
  ...(offer &&
    'obstacle' in offer &&
    quote.state === 'unableToProvide' && { terminationError: [reasonOf(offer)] }),
  ...(offer && 'prices' in offer && answered.includes(quote.state) && proposal(item, offer, quote)),
});

const itemState = ({ state, level }: QuoteFacts, own: ItemOffer | undefined): string => {
  switch (state) {
    case 'acknowledged':
    case 'inProgress':
    case 'answered':
    case 'approved.orderable':
      return state;
    case 'unableToProvide':
      return own && 'obstacle' in own ? 'unableToProvide' : 'abandoned';
    case 'cancelled':
      return 'abandoned';
    case 'declined':
    case 'expired':
      return level === 'firm' ? 'approved.orderable' : 'answered'; // items keep what was offered
  }
};

const proposal = (
  item: QuoteItemCreate,
  offer: Extract<ItemOffer, { readonly prices: unknown }>,
  { level }: QuoteFacts,
) => ({
  quoteItemPrice: offer.prices,
  ...(item.requestedQuoteItemTerm && { quoteItemTerm: [item.requestedQuoteItemTerm] }),
  quoteItemInstallationInterval: { amount: offer.businessDays, units: 'businessDays' },
  ...(level === 'firm' && { subjectToFeasibilityCheck: false }),
});

const reasonOf = ({
  obstacle: { code, propertyPath, reason },
}: Extract<ItemOffer, { readonly obstacle: unknown }>) => ({
  code,
  propertyPath,
  value: reason,
});
