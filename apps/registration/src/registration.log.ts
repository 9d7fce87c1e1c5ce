import type { ServiceLog } from '#event-sourcing';
import { clients } from './client/client.js';
import { evidenceProjection } from './standing/evidence.projection.js';
import { ExpandLastLook1700000200000 } from './standing/last-look.migration.js';
import { ExpandStandingTables1700000100000 } from './standing/standing-tables.migration.js';

/** What registration writes. */
export const registrationLog: ServiceLog = {
  service: 'registration',
  aggregates: [clients],
  projections: [evidenceProjection],
  migrations: [ExpandStandingTables1700000100000, ExpandLastLook1700000200000],
};
