import { runService } from '#service';
import { authorizationService } from './authorization.service-definition.js';

await runService(authorizationService);
