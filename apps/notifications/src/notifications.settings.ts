import { defineSettings, parseInteger } from '#service';

export const notificationsSettings = defineSettings('notifications', {
  mostListeners: {
    env: 'ASSENT_NOTIFICATIONS_MOST_LISTENERS',
    doc: 'Listeners that one client may have.',
    parse: parseInteger(1, 1000),
    sandbox: 20,
    production: 20,
  },
  mostAttempts: {
    env: 'ASSENT_NOTIFICATIONS_MOST_ATTEMPTS',
    doc: 'Attempts after which a notification is a dead letter.',
    parse: parseInteger(1, 100),
    sandbox: 12,
    production: 16,
  },
  retryBase: {
    env: 'ASSENT_NOTIFICATIONS_RETRY_BASE',
    doc: 'Seconds before the second attempt; doubled with every further one.',
    parse: parseInteger(1, 3600),
    sandbox: 1,
    production: 5,
  },
  retryCap: {
    env: 'ASSENT_NOTIFICATIONS_RETRY_CAP',
    doc: 'Seconds between two attempts, at most.',
    parse: parseInteger(1, 86_400),
    sandbox: 300,
    production: 3600,
  },
});
