import { resourceServerRefusals } from '#resource-server';
import type { RefusalTable } from '#service';

/** How the staging API answers, in MEF's form. */
export const intentsRefusals: RefusalTable = {
  ...resourceServerRefusals,
  'unknown-intent': { status: 404, code: 'notFound', message: 'There is no such intent' },
  'invalid-intent': { status: 422, code: 'invalidValue', message: 'The intent is not acceptable' },
  'kind-cannot-change': {
    status: 422,
    code: 'invalidValue',
    message: 'The kind of an intent cannot be changed',
  },
  'intent-not-pending': { status: 409, code: 'conflict', message: 'The intent is no longer pending' },
  'intent-has-ended': { status: 409, code: 'conflict', message: 'The intent has ended' },
  'personal-data-erased': {
    status: 409,
    code: 'conflict',
    message: 'The personal data of the intent was erased',
  },
  'too-many-concurrent-changes': {
    status: 409,
    code: 'conflict',
    message: 'Others are changing the intent; try again',
  },
  'idempotency-key-reused': {
    status: 409,
    code: 'conflict',
    message: 'This idempotency key was used for another request',
  },
  'invalid-idempotency-key': {
    status: 400,
    code: 'invalidBody',
    message: 'x-idempotency-key has 1 to 40 visible characters',
  },
  'invalid-query': {
    status: 400,
    code: 'invalidQuery',
    message: 'A query parameter is not known or not valid',
  },
};
