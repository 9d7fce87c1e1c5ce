import type { Database } from '#event-sourcing';
import type { ParkedFilter } from '#messaging';
import {
  type DeadLetterFilter,
  listDeadLetters,
  notificationsService,
  requestRedelivery,
} from '../../../notifications/src/index.js';
import type { Waiting } from './redrive.js';

/** What notifications that were given up wait for, where others name a consumer. */
export const deliveries = 'deliveries';

/** Notifications that were given up, of the service that has them. */
export const deadLetters = async (sql: Database, filter: ParkedFilter): Promise<readonly Waiting[]> => {
  const meant = meantBy(sql, filter);
  const letters = meant ? await listDeadLetters(sql, meant) : [];
  return letters.map(({ deliveryId, reason }) => ({
    consumer: deliveries,
    stream: `${prefix}${deliveryId}`,
    messages: 1,
    error: reason,
  }));
};

/** Has them sent again; answers how many. */
export const redeliver = async (sql: Database, filter: ParkedFilter): Promise<number> => {
  const meant = meantBy(sql, filter);
  return meant ? requestRedelivery(sql, meant) : 0;
};

const prefix = 'delivery-';

const meantBy = ({ service }: Database, { consumer, stream }: ParkedFilter): DeadLetterFilter | undefined => {
  if (service !== notificationsService.name || (consumer ?? deliveries) !== deliveries) return undefined;
  return stream === undefined ? {} : { deliveryId: stream.replace(prefix, '') };
};
