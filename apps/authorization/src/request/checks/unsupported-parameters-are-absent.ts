import type { Addressed } from '../attempt.js';
import { demand } from '../refuse.js';

/** OIDC Core §3.1.2.6: what is not supported is refused by name, not ignored. */
export const unsupportedParametersAreAbsent = ({ parameters }: Addressed): void => {
  demand(!('request_uri' in parameters), 'request_uri_not_supported', 'Send the request object by value.');
  demand(!('registration' in parameters), 'registration_not_supported', 'Register before you ask.');
};
