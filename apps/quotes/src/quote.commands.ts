import type { PublicIntent, QuoteCreate } from '#contracts';
import type { Context } from '#event-sourcing';
import type { ItemOffer } from './price-book.js';

/** How long the Seller takes; seconds. */
export interface Pace {
  readonly acknowledge: number;
  readonly work: number;
  /** How long prices hold. */
  readonly validity: number;
}

/** What the request was authorized with. */
export interface Presented {
  readonly clientId: string;
  readonly grantId: string;
  readonly tokenId: string;
  /** Of the resource token. */
  readonly intentId: string;
  readonly operations: readonly string[];
  readonly payloadHash?: string;
}

/** Asks for prices, under an intent that was consented to. */
export class CreateQuote {
  readonly type = 'CreateQuote';
  constructor(
    readonly context: Context,
    readonly quoteId: string,
    readonly details: {
      readonly presented: Presented;
      readonly intent: PublicIntent | undefined;
      readonly buyerId: string;
      readonly request: QuoteCreate;
      /** SHA-256 of the RFC 8785 form of the request, base64url. */
      readonly payloadHash: string;
      readonly fingerprint?: string;
      readonly offer: readonly ItemOffer[];
      readonly pace: Pace;
    },
  ) {}
}

/** Makes the move that is due, if one is. */
export class AdvanceQuote {
  readonly type = 'AdvanceQuote';
  constructor(
    readonly context: Context,
    readonly quoteId: string,
    readonly pace: Pace,
  ) {}
}

/** The Buyer no longer wants an answer. */
export class CancelQuote {
  readonly type = 'CancelQuote';
  constructor(
    readonly context: Context,
    readonly quoteId: string,
    readonly details: { readonly clientId: string; readonly buyerId?: string; readonly reason?: string },
  ) {}
}

/** The Buyer does not take the offer. */
export class DeclineQuote {
  readonly type = 'DeclineQuote';
  constructor(
    readonly context: Context,
    readonly quoteId: string,
    readonly details: { readonly clientId: string; readonly buyerId?: string; readonly reason?: string },
  ) {}
}

export type QuoteCommand = CreateQuote | AdvanceQuote | CancelQuote | DeclineQuote;
