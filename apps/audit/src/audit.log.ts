import type { ServiceLog } from '#event-sourcing';
import { AuditTables1700000100000 } from './audit-tables.js';

/** Audit decides nothing, so it has no aggregates: only what it recorded of the others. */
export const auditLog: ServiceLog = {
  service: 'audit',
  aggregates: [],
  migrations: [AuditTables1700000100000],
};

/** Services whose public events are recorded. */
export const audited = [
  'directory',
  'registration',
  'intents',
  'authorization',
  'tokens',
  'quotes',
  'notifications',
] as const;
