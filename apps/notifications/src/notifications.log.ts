import type { ServiceLog } from '#event-sourcing';
import { signingKeys } from '#oauth';
import { deliveries } from './delivery/delivery.aggregate.js';
import { DeliveryTables1700000100000 } from './delivery/delivery-tables.migration.js';
import { deliveryQueueProjection } from './delivery/delivery-queue.projection.js';
import { listeners } from './listener/listener.aggregate.js';

export const notificationsLog: ServiceLog = {
  service: 'notifications',
  aggregates: [listeners, deliveries, signingKeys],
  projections: [deliveryQueueProjection],
  migrations: [DeliveryTables1700000100000],
};
