import type { ServiceDefinition } from '#service';
import { deliveryGauges } from './delivery/delivery-gauges.js';
import { notificationsLog } from './notifications.log.js';
import { NotificationsModule } from './notifications.module.js';
import { notificationsSettings } from './notifications.settings.js';

export const notificationsService: ServiceDefinition = {
  name: 'notifications',
  module: NotificationsModule,
  log: notificationsLog,
  settings: notificationsSettings,
  gauges: deliveryGauges,
};
