import { runService } from '#service';
import { auditService } from './audit.service-definition.js';

await runService(auditService);
