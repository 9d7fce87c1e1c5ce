export { NotificationsModule } from './notifications.module.js';
export { notificationsService } from './notifications.service-definition.js';
