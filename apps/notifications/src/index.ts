export { NotificationsModule } from './notifications.module.js';
export { notificationsService } from './notifications.service-definition.js';
export {
  listDeadLetters,
  requestRedelivery,
  type DeadLetter,
  type DeadLetterFilter,
} from './delivery/dead-letters.js';
