import type { Opened } from '../attempt.js';
import { demand } from '../refuse.js';

/** MEF 128 R16: one of the response types that profile and registration allow. Order of words is of no meaning. */
export const responseTypeIsAllowed = ({ object, profile, client }: Opened): void => {
  const asked = object['response_type'];
  demand(typeof asked === 'string' && asked !== '', 'invalid_request', 'response_type is missing.');
  const responseType = canonicalResponseType(asked);
  const allowed = (types: readonly string[]) => types.map(canonicalResponseType).includes(responseType);
  demand(allowed(profile.responseTypes), 'unsupported_response_type', 'This response_type is not supported.');
  demand(
    allowed(client.responseTypes),
    'unauthorized_client',
    'The application is not registered for this response_type.',
  );
};

/** OAuth 2.0 Multiple Response Types §3: a set of words, here in alphabetical order (`code id_token token`). */
export const canonicalResponseType = (value: string): string => value.split(' ').toSorted().join(' ');
