import { Module } from '@nestjs/common';
import { EventSourcingModule } from '#event-sourcing';
import { MessagingModule } from '#messaging';
import { ReplicasModule } from '#replicas';
import { ResourceServerModule } from '#resource-server';
import { AdvanceDueQuotes } from './advance-due-quotes.js';
import { AdvanceQuoteHandler } from './advance-quote.js';
import { CancelQuoteHandler } from './cancel-quote.js';
import { CreateQuoteHandler } from './create-quote.js';
import { DeclineQuoteHandler } from './decline-quote.js';
import { QuoteOperationsController } from './http/quote-operations.controller.js';
import { QuotesController } from './http/quotes.controller.js';
import { QuoteList } from './quote-list.js';
import { QuoteRequests } from './quote-requests.js';
import { quotesLog } from './quotes.log.js';
import { quotesPath } from './quotes-path.js';
import { quotesSettings } from './quotes.settings.js';

/** A sample of an LSO API behind the security profile: Sonata Quote Management, with a small price book. */
@Module({
  imports: [
    EventSourcingModule.forService(quotesLog),
    MessagingModule.forService('quotes'),
    ReplicasModule.forService('quotes', ['registration', 'tokens', 'intents']),
    ResourceServerModule.forService({ path: quotesPath }),
  ],
  controllers: [QuotesController, QuoteOperationsController],
  providers: [
    quotesSettings.provider,
    CreateQuoteHandler,
    AdvanceQuoteHandler,
    CancelQuoteHandler,
    DeclineQuoteHandler,
    QuoteRequests,
    QuoteList,
    AdvanceDueQuotes,
  ],
})
export class QuotesModule {}
