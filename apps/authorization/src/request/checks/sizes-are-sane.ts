import type { Addressed } from '../attempt.js';
import { demand } from '../refuse.js';

/** Longest values in UTF-8 bytes; what is not named is ignored and bounded by the server's own limits. */
const LIMITS: Readonly<Record<string, number>> = {
  request: 32_768,
  state: 2048,
  nonce: 512,
  scope: 1024,
  response_type: 64,
  response_mode: 32,
  redirect_uri: 2048,
};

/** Nothing is parsed, stored or echoed that is longer than it has any reason to be. */
export const sizesAreSane = ({ parameters }: Addressed): void => {
  for (const [name, limit] of Object.entries(LIMITS)) {
    const size = Buffer.byteLength(parameters[name] ?? '', 'utf8');
    demand(size <= limit, 'invalid_request', `${name} is longer than ${limit} bytes.`);
  }
};
