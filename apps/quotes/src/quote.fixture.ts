import type { PublicIntent, QuoteCreate } from '#contracts';
import type { Context } from '#event-sourcing';
import { offerFor } from './price-book.js';
import { AdvanceQuote } from './advance-quote.js';
import { CancelQuote } from './cancel-quote.js';
import { CreateQuote } from './create-quote.js';
import { DeclineQuote } from './decline-quote.js';
import type { QuoteCreated, QuoteEvent, QuoteStateChanged } from './quote.js';

/** A past to write specs with: client `buyer-1` asks at nine o'clock for a line that was consented to. */
export const at = (time: string): string => `2026-11-22T${time}.000Z`;

export const context = (time: string): Context => ({
  commandId: `command-${time}`,
  at: at(time),
  actor: { kind: 'client', id: 'buyer-1' },
  correlationId: 'c',
});

export const request: QuoteCreate = {
  buyerRequestedQuoteLevel: 'firm',
  instantSyncQuote: false,
  externalId: 'request-1',
  quoteItem: [
    {
      id: 'line',
      action: 'add',
      requestedQuoteItemTerm: {
        name: 'One year',
        duration: { amount: 12, units: 'calendarMonths' },
        endOfTermAction: 'autoRenew',
      },
      product: {
        productConfiguration: {
          '@type': 'urn:mef:lso:spec:cantata-sonata:epl-evc:v1.0.0:all',
          rate: { irValue: 0.1, irUnits: 'GBPS' },
        },
      },
    },
  ],
};

export const intent: PublicIntent = {
  intentId: 'urn:assent:intent:1',
  status: 'authorized',
  clientId: 'buyer-1',
  kind: 'quote',
  operations: ['createQuote'],
  usage: 'single',
  expiresAt: at('12:00:00'),
  payloadHash: 'hash-1',
  createdAt: at('08:00:00'),
  changedAt: at('08:00:00'),
};

export const pace = { acknowledge: 5, work: 20, validity: 3600 };

const presented = {
  clientId: 'buyer-1',
  grantId: 'grant-1',
  accessTokenId: 'token-1',
  resourceTokenId: 'token-2',
  intentId: 'urn:assent:intent:1',
  operations: ['createQuote'],
  payloadHash: 'hash-1',
};

export const details: CreateQuote['details'] = {
  presented,
  intent,
  buyerId: 'LEI-1',
  request,
  payloadHash: 'hash-1',
  offer: offerFor(request.quoteItem),
  pace,
  claims: [],
};

export const create = (change: Partial<CreateQuote['details']> = {}, time = '09:00:00') =>
  new CreateQuote(context(time), 'q-1', { ...details, ...change });
export const advance = (time: string) => new AdvanceQuote(context(time), 'q-1', pace);
export const cancel = (time: string, clientId = 'buyer-1', buyerId = 'LEI-1') =>
  new CancelQuote(context(time), 'q-1', { clientId, buyerId, claims: [], reason: 'Not needed' });
export const decline = (time: string, clientId = 'buyer-1') =>
  new DeclineQuote(context(time), 'q-1', { clientId, buyerId: 'LEI-1', claims: [], reason: 'Too dear' });

export const created: QuoteCreated = {
  type: 'QuoteCreated',
  quoteId: 'q-1',
  clientId: 'buyer-1',
  buyerId: 'LEI-1',
  intentId: intent.intentId,
  grantId: 'grant-1',
  accessTokenId: 'token-1',
  resourceTokenId: 'token-2',
  state: 'acknowledged',
  level: 'firm',
  externalId: 'request-1',
  expectedQuoteCompletionDate: at('09:00:25'),
  offer: details.offer,
  payloadHash: 'hash-1',
  at: at('09:00:00'),
  dueAt: at('09:00:05'),
  request,
};
export const consumed: QuoteEvent = {
  type: 'IntentConsumed',
  intentId: intent.intentId,
  usage: 'single',
  at: at('09:00:00'),
};
export const inProgress: QuoteStateChanged = {
  type: 'QuoteStateChanged',
  state: 'inProgress',
  at: at('09:00:05'),
  dueAt: at('09:00:25'),
};
export const orderable: QuoteStateChanged = {
  type: 'QuoteStateChanged',
  state: 'approved.orderable',
  at: at('09:00:25'),
  dueAt: at('10:00:25'),
  validUntil: at('10:00:25'),
};
