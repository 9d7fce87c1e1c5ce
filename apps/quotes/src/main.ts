import { runService } from '#service';
import { quotesService } from './quotes.service-definition.js';

await runService(quotesService);
