import type { RefusalTable } from '#service';

const finished = {
  status: 409,
  code: 'finished',
  message: 'This request has already been answered',
} as const;

/** What people are told when a page cannot do what they asked. */
export const authorizationRefusals: RefusalTable = {
  'authorization-unknown': {
    status: 404,
    code: 'unknown',
    message: 'This request is not open in this browser: go back to the application and start again',
  },
  'form-token-invalid': {
    status: 403,
    code: 'form-token-invalid',
    message: 'This form is no longer valid: go back to the page, load it again, and repeat',
  },
  'interaction-expired': {
    status: 410,
    code: 'expired',
    message: 'The time for this request is over: go back to the application and start again',
  },
  'client-gone': {
    status: 403,
    code: 'client-gone',
    message: 'The application is no longer registered here',
  },
  'client-suspended': {
    status: 403,
    code: 'client-suspended',
    message: 'The application is suspended for now: nothing was decided, and nothing is lost',
  },
  'no-encryption-key': {
    status: 503,
    code: 'application-keys',
    message: 'The application has taken away the key that its answer is encrypted to: try again in a moment',
  },
  'jwks-unavailable': {
    status: 503,
    code: 'application-keys',
    message: 'The keys of the application cannot be read at the moment: try again',
  },
  'intent-gone': { status: 404, code: 'intent-gone', message: 'What was asked is no longer there' },
  'another-person': {
    status: 409,
    code: 'another-person',
    message: 'Somebody else has taken up this request',
  },
  'person-not-authenticated': { status: 403, code: 'sign-in', message: 'Please sign in first' },
  'session-over': { status: 403, code: 'sign-in', message: 'Please sign in again' },
  'decision-incomplete': { status: 422, code: 'incomplete', message: 'Please decide on every request' },
  'consent-not-granted': finished,
  'authorization-finished': finished,
  'code-already-redeemed': finished,
  'code-expired': finished,
};
