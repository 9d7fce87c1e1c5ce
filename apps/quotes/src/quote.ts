import type { QuoteCreate } from '#contracts';
import type { KeptConversation, MessageEvent } from './exchange.js';
import type { ItemOffer } from './price-book.js';

/** `MEFQuoteStateType`, as far as this Seller uses it. */
export type QuoteState =
  | 'acknowledged'
  | 'inProgress'
  | 'answered'
  | 'approved.orderable'
  | 'unableToProvide'
  | 'cancelled'
  | 'declined'
  | 'expired';

/** When a quote moves on by itself; RFC 3339 in UTC with milliseconds. */
interface Times {
  /** The next move is due then. */
  readonly dueAt?: string;
  /** The prices hold until then. */
  readonly validUntil?: string;
}

export interface QuoteCreated extends Times {
  readonly type: 'QuoteCreated';
  readonly quoteId: string;
  readonly clientId: string;
  /** LEI of the Buyer that the request is for. */
  readonly buyerId: string;
  readonly intentId: string;
  /** The tokens it was created with, by their `jti`. */
  readonly grantId: string;
  readonly accessTokenId: string;
  readonly resourceTokenId?: string;
  readonly state: QuoteState;
  readonly level: QuoteCreate['buyerRequestedQuoteLevel'];
  readonly externalId?: string;
  readonly projectId?: string;
  readonly requestedQuoteCompletionDate?: string;
  readonly expectedQuoteCompletionDate: string;
  readonly offer: readonly ItemOffer[];
  readonly payloadHash: string;
  /** Hash of client, intent, idempotency key and body: who repeats them all gets this quote again. */
  readonly fingerprint?: string;
  readonly at: string;
  /** Sealed: the request itself, with its contacts and notes. */
  readonly request: QuoteCreate;
}

/** An intent has been used: for good, if it was for single use. */
export interface IntentConsumed {
  readonly type: 'IntentConsumed';
  readonly intentId: string;
  readonly usage: 'single' | 'recurring';
  readonly at: string;
}

export interface QuoteStateChanged extends Times {
  readonly type: 'QuoteStateChanged';
  readonly state: QuoteState;
  readonly at: string;
  /** Sealed: the Buyer's reason for cancelling or declining. */
  readonly changeReason?: string;
}

export type QuoteEvent = QuoteCreated | IntentConsumed | QuoteStateChanged | MessageEvent;

/** `MEFQuoteStateChange`. */
export interface StateChange {
  readonly state: QuoteState;
  readonly changeDate: string;
  /** Sealed. */
  readonly changeReason?: string;
}

export interface QuoteFacts extends Omit<QuoteCreated, 'type' | 'at'> {
  readonly quoteDate: string;
  readonly changedAt: string;
  /** When it reached a state in which the Seller has answered. */
  readonly effectiveQuoteCompletionDate?: string;
  readonly stateChange: readonly StateChange[];
  /** Where the Buyer's requests are messages of a conversation (draft W128 §9). */
  readonly conversation?: KeptConversation;
}

export type Quote = { readonly state: 'none' } | QuoteFacts;
