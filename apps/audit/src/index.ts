export { AuditModule } from './audit.module.js';
export { auditService } from './audit.service-definition.js';
