import { resourceServerRefusals } from '#resource-server';
import type { RefusalTable } from '#service';

/** Refusals of the Hub in MEF's words. */
export const notificationsRefusals: RefusalTable = {
  ...resourceServerRefusals,
  'listener-unknown': { status: 404, code: 'notFound', message: 'There is no such subscription' },
  'too-many-listeners': {
    status: 422,
    code: 'tooManyRecords',
    message: 'There are as many subscriptions as a client may have',
  },
};
