import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PublicIntent, QuoteCreate } from '#contracts';
import { type Claim, type Context, EventStore, type Loaded } from '#event-sourcing';
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
    },
  ) {
    super();
  }
}

@CommandHandler(CreateQuote)
export class CreateQuoteHandler implements ICommandHandler<CreateQuote> {
  constructor(private readonly store: EventStore) {}

  async execute(command: CreateQuote): Promise<Loaded<Quote>> {
    const earlier = await this.madeBefore(command);
    if (earlier) return earlier;
    try {
      return await this.store.execute(quotes, command.quoteId, command, { claims: claimsOf(command) });
    } catch (error) {
      // The same request at the same time, or an answer that was lost: the Buyer gets what it made.
      const made = await this.madeBefore(command);
      if (made) return made;
      throw error;
    }
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
const claimsOf = ({ details: { intent } }: CreateQuote): readonly Claim[] =>
  intent?.usage === 'single' ? [{ scope: 'intent-use', key: intent.intentId, expiresAt: NEVER }] : [];
