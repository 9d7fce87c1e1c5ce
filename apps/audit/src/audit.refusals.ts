import type { RefusalTable } from '#service';

/** How audit answers what it refuses. */
export const auditRefusals: RefusalTable = {
  unauthenticated: {
    status: 401,
    code: 'unauthenticated',
    message: 'Sign in as the operator',
    challenge: 'Basic realm="Assent audit", charset="UTF-8"', // RFC 7617 §2, §2.1
  },
  'too-many-attempts': {
    status: 429,
    code: 'too-many-attempts',
    message: 'Too many wrong passwords: wait a minute',
  },
  'invalid-time': {
    status: 400,
    code: 'invalid-time',
    message: 'A time must be written as in RFC 3339, such as 2026-11-22T09:30:00Z',
  },
  'invalid-cursor': {
    status: 400,
    code: 'invalid-cursor',
    message: 'The cursor is not one that was given out',
  },
  'invalid-limit': {
    status: 400,
    code: 'invalid-limit',
    message: 'The limit must be a whole number from 1 to 200',
  },
  'invalid-search': {
    status: 400,
    code: 'invalid-search',
    message: 'A search is at most 200 characters of text',
  },
};
