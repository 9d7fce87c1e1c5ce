import { runService } from '#service';
import { intentsService } from './intents.service-definition.js';

await runService(intentsService);
