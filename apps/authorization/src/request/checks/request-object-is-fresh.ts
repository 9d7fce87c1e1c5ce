import { CLOCK_SKEW } from '#crypto';
import type { Opened } from '../attempt.js';
import { demand } from '../refuse.js';

/** FAPI 1.0 Advanced §5.2.2 item 17: `nbf` is not longer ago than this, in seconds. */
const OLDEST = 3600;

/** FAPI 1.0 Advanced §5.2.2 items 13 and 17: `exp` and `nbf` are there, the object lives at most an hour, and lives now. */
export const requestObjectIsFresh = ({ object, profile, at }: Opened): void => {
  const now = at.getTime() / 1000;
  const { exp, nbf } = object;
  demand(isTime(exp) && isTime(nbf), 'invalid_request_object', 'exp and nbf must be numbers of seconds.');
  demand(exp > now, 'invalid_request_object', 'The request object has expired.');
  demand(nbf <= now + CLOCK_SKEW, 'invalid_request_object', 'The request object is not valid yet.');
  demand(nbf >= now - OLDEST, 'invalid_request_object', 'nbf is more than 60 minutes ago.');
  const lifetime = profile.requestObjectMaxLifetime;
  demand(exp <= nbf + lifetime, 'invalid_request_object', `exp is more than ${lifetime} seconds after nbf.`);
};

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
