import type { KindContract } from './contract.js';
import { closed, text, time } from './schema-parts.js';

/** A quote of the sample LSO API (owner: quotes). */
export interface PublicQuote {
  readonly quoteId: string;
  readonly state: string;
  readonly clientId: string;
  readonly intentId: string;
  readonly externalId?: string;
  readonly changedAt: string;
}

export const quoteContract = {
  owner: 'quotes',
  version: 1,
  view: closed(
    { quoteId: text, state: text, clientId: text, intentId: text, externalId: text, changedAt: time },
    ['externalId'],
  ),
  events: {
    QuoteCreated: null,
    // Which consent was used, by which access and resource token.
    IntentConsumed: closed(
      {
        intentId: text,
        operation: text,
        grantId: text,
        accessTokenJti: text,
        resourceTokenJti: text,
        payloadHash: text,
      },
      ['operation', 'grantId', 'accessTokenJti', 'resourceTokenJti', 'payloadHash'],
    ),
    QuoteStateChanged: closed({ from: text, to: text, reason: text }, ['from', 'to', 'reason']),
  },
} satisfies KindContract;
