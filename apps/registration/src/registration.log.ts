import type { ServiceLog } from '#event-sourcing';
import { clients } from './client/client.js';

/** What registration writes. */
export const registrationLog: ServiceLog = { service: 'registration', aggregates: [clients] };
