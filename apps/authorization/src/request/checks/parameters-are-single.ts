import type { Addressed } from '../attempt.js';
import { demand } from '../refuse.js';

/** RFC 6749 §3.1: parameters must not be included more than once. */
export const parametersAreSingle = ({ repeated }: Addressed): void =>
  demand(repeated.length === 0, 'invalid_request', 'A parameter was sent more than once.');
