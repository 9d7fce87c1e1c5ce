import type { ServiceDefinition } from '#service';
import { auditLog } from './audit.log.js';
import { AuditModule } from './audit.module.js';
import { auditSettings } from './audit.settings.js';

/** Who did what, when, why, with which token and key: of every service, for the operators of the Seller. */
export const auditService: ServiceDefinition = {
  name: 'audit',
  module: AuditModule,
  log: auditLog,
  settings: auditSettings,
};
