import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { quoteCreateProblems } from '#contracts';
import { EventSourcingModule } from '#event-sourcing';
import { MessagingModule } from '#messaging';
import { ReplicasModule } from '#replicas';
import { ResourceServerModule } from '#resource-server';
import { OAuthModule } from '#oauth';
import { AdvanceDueQuotes } from './advance-due-quotes.js';
import { AdvanceQuoteHandler } from './advance-quote.js';
import { authenticityProviders } from './authenticity/providers.js';
import { Bodies } from './bodies/bodies.js';
import { CancelQuoteHandler } from './cancel-quote.js';
import { CreateQuoteHandler } from './create-quote.js';
import { CreateQuotes } from './create-quotes.js';
import { DeclineQuoteHandler } from './decline-quote.js';
import { EndQuotes } from './end-quotes.js';
import { Answering } from './http/answering.js';
import { QuoteOperationsController } from './http/quote-operations.controller.js';
import { QuotesController } from './http/quotes.controller.js';
import { ResourceController } from './http/resource.controller.js';
import { QuoteList } from './quote-list.js';
import { quotesLog } from './quotes.log.js';
import { quotesPath } from './quotes-path.js';
import { quotesSettings } from './quotes.settings.js';
import { ReadQuotes } from './read-quotes.js';
import { RecordExchangeHandler } from './record-exchange.js';
import { RefuseMessageHandler } from './refuse-message.js';

/** A sample of an LSO API behind the security profile: Sonata Quote Management, with a small price book. */
@Module({
  imports: [
    EventSourcingModule.forService(quotesLog),
    MessagingModule.forService('quotes'),
    ReplicasModule.forService('quotes', ['client', 'grant', 'intent']),
    OAuthModule.forService('quotes', { signs: true }),
    ResourceServerModule.forService({ path: quotesPath }),
  ],
  controllers: [QuotesController, QuoteOperationsController, ResourceController],
  providers: [
    quotesSettings.provider,
    CreateQuoteHandler,
    AdvanceQuoteHandler,
    CancelQuoteHandler,
    DeclineQuoteHandler,
    RecordExchangeHandler,
    RefuseMessageHandler,
    ...authenticityProviders,
    Bodies,
    Answering,
    EndQuotes,
    CreateQuotes,
    ReadQuotes,
    QuoteList,
    AdvanceDueQuotes,
  ],
})
export class QuotesModule implements OnApplicationBootstrap {
  onApplicationBootstrap(): void {
    quoteCreateProblems({}); // its schema takes long to compile: no request should wait for that
  }
}
