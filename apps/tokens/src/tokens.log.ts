import type { ServiceLog } from '#event-sourcing';
import { signingKeys } from '#oauth';
import { grants } from './grant/grant.aggregate.js';
import { grantsOfClientProjection } from './grant/grants-of-client.projection.js';

export const tokensLog: ServiceLog = {
  service: 'tokens',
  aggregates: [grants, signingKeys],
  projections: [grantsOfClientProjection],
};
