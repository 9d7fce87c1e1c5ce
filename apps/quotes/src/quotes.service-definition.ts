import type { ServiceDefinition } from '#service';
import { quotesLog } from './quotes.log.js';
import { QuotesModule } from './quotes.module.js';
import { quotesSettings } from './quotes.settings.js';

export const quotesService: ServiceDefinition = {
  name: 'quotes',
  module: QuotesModule,
  log: quotesLog,
  settings: quotesSettings,
};
