export { QuotesModule } from './quotes.module.js';
export { quotesService } from './quotes.service-definition.js';
