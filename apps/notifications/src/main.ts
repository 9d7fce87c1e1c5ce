import { runService } from '#service';
import { notificationsService } from './notifications.service-definition.js';

await runService(notificationsService);
