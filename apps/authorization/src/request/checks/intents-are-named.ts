import type { Opened } from '../attempt.js';
import { requestedIntentIds } from '../claims.js';

/** MEF 128 R28: the request names its intents in a form that can be read, before anybody is asked for them. */
export const intentsAreNamed = ({ object }: Opened): void => {
  requestedIntentIds(object);
};
