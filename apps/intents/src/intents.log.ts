import type { ServiceLog } from '#event-sourcing';
import { intentList } from './intent-list.projection.js';
import { intents } from './intent.aggregate.js';

/** What intents writes. */
export const intentsLog: ServiceLog = {
  service: 'intents',
  aggregates: [intents],
  projections: [intentList],
};
