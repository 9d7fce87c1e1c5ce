import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PublicIntent, QuoteCreate } from '#contracts';
import { type Claim, type Context, EventStore, type Loaded } from '#event-sourcing';
import type { Exchange } from './exchange.js';
import type { ItemOffer } from './price-book.js';
import { quotes } from './quote.aggregate.js';
import type { Pace } from './quote.commands.js';
import type { Quote } from './quote.js';

/** What the request was authorized with. */
export interface Presented {
  readonly clientId: string;
  readonly grantId: string;
  /** `jti` of access and resource token. */
  readonly accessTokenId: string;
  readonly resourceTokenId?: string;
  /** What the resource token is good for. */
  readonly intentId: string;
  readonly operations: readonly string[];
  readonly payloadHash?: string;
}

/** Asks for prices, under an intent that was consented to. */
export class CreateQuote extends Command<Loaded<Quote>> {
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
      /** Of the whole request, where it carried an idempotency key. */
      readonly fingerprint?: string;
      readonly offer: readonly ItemOffer[];
      readonly pace: Pace;
      /** What may be used once of the request. */
      readonly claims: readonly Claim[];
      /** Where the request is the first message of a conversation. */
      readonly exchange?: Exchange;
    },
  ) {
    super();
  }
}

@CommandHandler(CreateQuote)
export class CreateQuoteHandler implements ICommandHandler<CreateQuote> {
  constructor(private readonly store: EventStore) {}

  async execute(command: CreateQuote): Promise<Loaded<Quote>> {
    // A message is known again by itself: it needs no looking first.
    if (command.details.exchange)
      return this.store.execute(quotes, command.quoteId, command, {
        claims: claimsOf(command),
        expectedVersion: 0,
      });
    const earlier = await this.madeBefore(command);
    if (earlier) return this.repeated(command, earlier);
    try {
      return await this.store.execute(quotes, command.quoteId, command, { claims: claimsOf(command) });
    } catch (error) {
      // The same request at the same time, or an answer that was lost: the Buyer gets what it made.
      const made = await this.madeBefore(command);
      if (made) return this.repeated(command, made);
      throw error;
    }
  }

  // The request is said anew; a body that was taken before is still nobody's to send again.
  private async repeated({ context, details }: CreateQuote, made: Loaded<Quote>): Promise<Loaded<Quote>> {
    if (details.claims.length > 0) await this.store.claim(details.claims, context);
    return made;
  }

  private async madeBefore({ quoteId, details }: CreateQuote): Promise<Loaded<Quote> | undefined> {
    if (details.fingerprint === undefined) return undefined;
    const loaded = await this.store.load(quotes, quoteId);
    const same = loaded?.state.state !== 'none' && loaded?.state.fingerprint === details.fingerprint;
    return same ? loaded : undefined;
  }
}

const NEVER = '9999-12-31T23:59:59.999Z';

/** A single use is used up in the very transaction that makes the quote, whoever races for it. */
const claimsOf = ({ details: { intent, claims } }: CreateQuote): readonly Claim[] =>
  intent?.usage === 'single'
    ? [...claims, { scope: 'intent-use', key: intent.intentId, expiresAt: NEVER }]
    : claims;
