import type { Claim, Outcome } from '#event-sourcing';
import type { AdvanceQuote } from './advance-quote.js';
import type { CancelQuote } from './cancel-quote.js';
import type { CreateQuote } from './create-quote.js';
import type { DeclineQuote } from './decline-quote.js';
import type { Exchange } from './exchange.js';
import type { Quote, QuoteEvent } from './quote.js';
import type { RecordExchange } from './record-exchange.js';
import type { RefuseMessage } from './refuse-message.js';

/** All that can be asked of a quote. */
export type QuoteCommand =
  CreateQuote | AdvanceQuote | CancelQuote | DeclineQuote | RecordExchange | RefuseMessage;

export type QuoteOutcome = Outcome<QuoteEvent, Quote>;

/** How long the Seller takes; seconds. */
export interface Pace {
  readonly acknowledge: number;
  readonly work: number;
  /** How long prices hold. */
  readonly validity: number;
}

/** What the Buyer says when it ends a quote. */
export interface Ending {
  readonly clientId: string;
  readonly buyerId: string;
  /** Personal data. */
  readonly reason?: string;
  readonly exchange?: Exchange;
  /** What may be used once of the request. */
  readonly claims: readonly Claim[];
}
