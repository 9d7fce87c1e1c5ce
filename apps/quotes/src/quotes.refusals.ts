import { resourceServerRefusals } from '#resource-server';
import type { RefusalTable } from '#service';

const denied = (message: string) => ({ status: 403, code: 'accessDenied', message });
const badQuery = (code: string, message: string) => ({ status: 400, code, message });

/** How the quote API answers: only with codes that the contract names (Sonata Quote Management 8.0.1). */
export const quotesRefusals: RefusalTable = {
  ...resourceServerRefusals,
  'invalid-query': badQuery('invalidQuery', 'A query parameter is not known, not allowed here or not valid'),
  'missing-buyer': badQuery(
    'missingQueryParameter',
    'buyerId is needed: the client represents more than one Buyer',
  ),
  'empty-buyer': badQuery('missingQueryValue', 'buyerId has no value'),
  'invalid-idempotency-key': badQuery('invalidBody', 'x-idempotency-key has 1 to 40 visible characters'),
  'foreign-buyer': {
    status: 403,
    code: 'forbiddenRequester',
    message: 'The client does not act for this Buyer',
  },
  'intent-not-known': denied('The tokens name no intent of this client'),
  'token-for-another-intent': denied('The resource token is for another intent'),
  'intent-not-authorized': denied('The intent is not authorized, or no longer'),
  'operation-not-consented': denied('The intent does not allow this operation'),
  'buyer-not-consented': denied('The intent is for another Buyer'),
  'payload-not-consented': denied('The body is not the one that was consented to'),
  'intent-use-already-used': resourceServerRefusals['intent-already-used'],
  'quote-unknown': { status: 404, code: 'notFound', message: 'There is no such quote' },
  'quote-not-found': { status: 422, code: 'referenceNotFound', message: 'There is no such quote' },
  'quote-not-in-state': {
    status: 422,
    code: 'otherIssue',
    message: 'The state of the quote does not allow this',
  },
};
