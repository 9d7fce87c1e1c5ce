import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { PeriodicWork, RequestContexts, type SettingValues } from '#service';
import { AdvanceQuote } from './advance-quote.js';
import { QuoteList } from './quote-list.js';
import { quotesSettings } from './quotes.settings.js';

const actor = { kind: 'service', id: 'quotes.advance-due-quotes' } as const;
const AT_ONCE = 100;

/** Plays the Seller's back office: moves quotes on when they are due. What is due stands in a table, so it outlives the process. */
@Injectable()
export class AdvanceDueQuotes extends PeriodicWork {
  protected readonly interval: number;

  constructor(
    private readonly list: QuoteList,
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    @Inject(quotesSettings.token) private readonly settings: SettingValues<typeof quotesSettings.specs>,
  ) {
    super();
    this.interval = settings.timerInterval;
  }

  async run(): Promise<void> {
    const due = await this.list.due(this.contexts.create(actor).at, AT_ONCE);
    for (const quoteId of due)
      await this.commands.execute(new AdvanceQuote(this.contexts.create(actor), quoteId, this.settings));
  }
}
