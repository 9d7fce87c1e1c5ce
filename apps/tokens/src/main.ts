import { runService } from '#service';
import { tokensService } from './tokens.service-definition.js';

await runService(tokensService);
