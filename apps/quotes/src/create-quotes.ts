import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type QuoteCreate, quoteCreateProblems } from '#contracts';
import { opaqueId } from '#crypto';
import { Refused } from '#event-sourcing';
import { Replicas } from '#replicas';
import type { SettingValues } from '#service';
import type { Asked } from './asked.js';
import type { OpenedMessage } from './authenticity/conversations.js';
import { type Answer, Exchanges } from './authenticity/exchanges.js';
import { buyerOf, partiesOnly } from './buyer-and-seller.js';
import { CreateQuote } from './create-quote.js';
import { contentOf, keyOf, presentedIn, quoteIdFor } from './quote-content.js';
import { previewOf } from './quote-preview.js';
import { quoteView } from './quote-view.js';
import type { QuoteFacts } from './quote.js';
import { quotesSettings } from './quotes.settings.js';

/** Buyers ask for quotes. */
@Injectable()
export class CreateQuotes {
  constructor(
    private readonly commands: CommandBus,
    private readonly replicas: Replicas,
    private readonly exchanges: Exchanges,
    @Inject(quotesSettings.token) private readonly settings: SettingValues<typeof quotesSettings.specs>,
  ) {}

  async create(asked: Asked): Promise<Answer> {
    const { client, request } = asked;
    const { body, idempotencyKey } = request;
    const query = partiesOnly(asked.query);
    const presented = presentedIn(asked.authorization);
    const key = keyOf(idempotencyKey);
    const opened = await this.exchanges.open(request, client);
    const buyerId = buyerOf(query, client);
    const problems = quoteCreateProblems(body);
    if (problems.length > 0) throw new Refused('invalid-body', { problems });
    const intent = (await this.replicas.get('intent', presented.intentId))?.view;
    const content = contentOf(body as QuoteCreate, presented, key);
    const details = { presented, intent, buyerId, pace: this.settings, claims: asked.claims, ...content };
    const use = opened?.message.claims.conversation ?? key ?? opaqueId();
    const quoteId = quoteIdFor(presented.intentId, intent?.usage === 'recurring' ? use : '');
    const command = new CreateQuote(asked.context, quoteId, details);
    if (opened) return this.begin(asked, command, opened);
    const { state } = await this.commands.execute(command);
    return { body: quoteView(state as QuoteFacts, this.exchanges.resource) };
  }

  private begin({ context, request }: Asked, command: CreateQuote, opened: OpenedMessage): Promise<Answer> {
    const { quoteId, details } = command;
    return this.exchanges.begin(
      { context, opened, quoteId },
      {
        credential: request.resourceToken ?? '',
        intentId: details.presented.intentId,
        preview: () => quoteView(previewOf(command), this.exchanges.resource),
        run: (exchange) => this.commands.execute(new CreateQuote(context, quoteId, { ...details, exchange })),
      },
    );
  }
}
