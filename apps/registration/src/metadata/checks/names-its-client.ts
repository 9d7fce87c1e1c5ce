import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/** RFC 7592 §2.2: an update includes the `client_id`, and it is that of the client. */
export const namesItsClient: MetadataCheck = ({ clientId }, rules) => {
  if (clientId !== rules.clientId) throw new Refused('client-id-does-not-match');
};
