import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type PublicClient, type QuoteCreate, quoteCreateProblems } from '#contracts';
import { canonicalJson, opaqueId, sha256Base64url } from '#crypto';
import { type Context, EventStore, Refused } from '#event-sourcing';
import { Replicas } from '#replicas';
import type { Authorization } from '#resource-server';
import type { SettingValues } from '#service';
import { buyerOf } from './buyer-and-seller.js';
import { CreateQuote, type Presented } from './create-quote.js';
import { offerFor } from './price-book.js';
import type { Party } from './quote-list.js';
import { quotes } from './quote.aggregate.js';
import type { QuoteFacts } from './quote.js';
import { quotesSettings } from './quotes.settings.js';

/** A request as it came in. */
export interface Asked {
  readonly context: Context;
  readonly authorization: Authorization;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** What Buyers ask of their own quotes; another party's quote is as unknown as one that never was. */
@Injectable()
export class QuoteRequests {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly replicas: Replicas,
    @Inject(quotesSettings.token) private readonly settings: SettingValues<typeof quotesSettings.specs>,
  ) {}

  async create(asked: Asked, body: unknown, idempotencyKey?: string): Promise<QuoteFacts> {
    const presented = presentedIn(asked.authorization);
    const key = keyOf(idempotencyKey);
    const { buyerId } = await this.partyOf(asked);
    const problems = quoteCreateProblems(body);
    if (problems.length > 0) throw new Refused('invalid-body', { problems });
    const intent = (await this.replicas.get('intent', presented.intentId))?.view;
    const details = {
      presented,
      intent,
      buyerId,
      pace: this.settings,
      ...contentOf(body as QuoteCreate, presented, key),
    };
    const quoteId = quoteIdFor(presented.intentId, intent?.usage === 'recurring' ? (key ?? opaqueId()) : '');
    const { state } = await this.commands.execute(new CreateQuote(asked.context, quoteId, details));
    return state as QuoteFacts;
  }

  /** Throws `Refused('quote-unknown')`. */
  async read(asked: Asked, quoteId: string): Promise<QuoteFacts> {
    const { clientId, buyerId } = await this.partyOf(asked);
    const quote = (await this.store.load(quotes, quoteId))?.state;
    if (!quote || quote.state === 'none' || quote.clientId !== clientId || quote.buyerId !== buyerId)
      throw new Refused('quote-unknown');
    return quote;
  }

  /** Client and Buyer of a request. Throws what `buyerOf` throws. */
  async partyOf({ authorization: { clientId }, query }: Omit<Asked, 'context'>): Promise<Party> {
    const client: PublicClient | undefined = (await this.replicas.get('client', clientId))?.view;
    if (!client) throw new Refused('invalid-credentials');
    return { clientId, buyerId: buyerOf(query, client) };
  }
}

const presentedIn = ({ clientId, grantId, jti, resource }: Authorization): Presented => {
  if (!resource) throw new Refused('missing-resource-token');
  const { intentId, operations, payloadHash } = resource;
  return {
    clientId,
    grantId,
    accessTokenId: jti,
    ...(resource.jti !== undefined && { resourceTokenId: resource.jti }),
    intentId,
    operations,
    ...(payloadHash !== undefined && { payloadHash }),
  };
};

const contentOf = (request: QuoteCreate, { clientId, intentId }: Presented, key: string | undefined) => {
  const payloadHash = sha256Base64url(canonicalJson(request));
  return {
    request,
    payloadHash,
    ...(key !== undefined && { fingerprint: hashOf(clientId, intentId, key, payloadHash) }),
    offer: offerFor(request.quoteItem),
  };
};

const keyOf = (idempotencyKey: string | undefined): string | undefined => {
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,40}$/.test(idempotencyKey))
    throw new Refused('invalid-idempotency-key');
  return idempotencyKey;
};

/** One quote for a single use, and one for each idempotency key of a recurring intent: so a repeat finds its own. */
const quoteIdFor = (intentId: string, use: string): string => hashOf(intentId, use).slice(0, 22);

const hashOf = (...parts: readonly string[]): string => sha256Base64url(JSON.stringify(parts));
