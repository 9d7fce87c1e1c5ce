import type { ResponseMode } from '../../authorization/authorization.events.js';
import type { Opened } from '../attempt.js';
import { demand } from '../refuse.js';

/** OAuth 2.0 Multiple Response Types §2.1, §5: nothing that holds a token may travel in a query. */
export const responseModeIsAllowed = ({ object, profile }: Opened): void => {
  const asked = object['response_mode'];
  if (asked === undefined) return;
  const known = typeof asked === 'string' && profile.responseModes.includes(asked);
  demand(known, 'invalid_request', 'This response_mode is not supported.');
  const hybrid = object['response_type'] !== 'code';
  demand(!(hybrid && asked === 'query'), 'invalid_request', 'Tokens are never sent in a query.');
};

/** The mode of an answer: as asked, else `query` for a code alone and `fragment` for anything with a token. */
export const responseModeOf = (responseType: unknown, asked: unknown): ResponseMode => {
  const fallback = responseType === 'code' ? 'query' : 'fragment';
  if (asked === 'form_post' || asked === 'fragment') return asked;
  return asked === 'query' ? fallback : fallback;
};
