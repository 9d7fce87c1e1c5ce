import { runService } from '#service';
import { registrationService } from './registration.service-definition.js';

await runService(registrationService);
