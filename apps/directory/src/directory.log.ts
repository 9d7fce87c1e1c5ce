import type { ServiceLog } from '#event-sourcing';
import { signingKeys } from '#oauth';
import { organisations } from './organisation.js';
import { softwares } from './software.js';

/** What the directory writes. */
export const directoryLog: ServiceLog = {
  service: 'directory',
  aggregates: [organisations, softwares, signingKeys],
};
