import { runService } from '#service';
import { buyerService } from './buyer.service-definition.js';

await runService(buyerService);
