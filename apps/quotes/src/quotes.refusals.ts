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
  'body-form-not-registered': {
    status: 415,
    code: 'invalidBody',
    message: 'The client has not registered bodies of this media type (meflso_body_forms)',
  },
  'not-acceptable': {
    status: 406,
    code: 'invalidBody',
    message: 'Accept has none of the media types that the client has registered (meflso_body_forms)',
  },
  'body-not-signed': {
    status: 400,
    code: 'invalidBody',
    message: 'x-jws-signature is needed: bodies of this client are signed',
  },
  'signed-body-malformed': {
    status: 400,
    code: 'invalidBody',
    message: 'The body, or x-jws-signature, is not a signed body of the form that its media type names',
  },
  'body-not-authentic': denied(
    'The body is not signed by a key of the client, as its issuer, for this API, within five minutes',
  ),
  'body-not-certified': denied(
    'The certificate of the key is missing, or was not good when the body was signed',
  ),
  'signed-body-already-used': denied('The body was taken before: its jti is good for once'),
  'signing-certificate-not-usable': {
    status: 503,
    code: 'internalError',
    message: 'Answers cannot be signed now; try again',
  },
  'message-missing': {
    status: 400,
    code: 'invalidBody',
    message: 'x-payload-authenticity is needed: the next message of the conversation',
  },
  'message-malformed': {
    status: 400,
    code: 'invalidBody',
    message: 'x-payload-authenticity is no message of a conversation',
  },
  'message-of-another-request': {
    status: 400,
    code: 'invalidBody',
    message: 'x-payload-authenticity vouches for another request, body or intent',
  },
  'message-not-authentic': denied(
    'The message is not one of the client, with the secrets of the conversation',
  ),
  'message-from-elsewhere': denied(
    'The message comes from, or leads to, a domain outside of the Trust Domain',
  ),
  'message-not-next': denied('The message is not the next one of this conversation'),
  'personal-data-erased': denied('The personal data of the quote was erased: nothing can be added to it'),
  'quote-unknown': { status: 404, code: 'notFound', message: 'There is no such quote' },
  'quote-not-found': { status: 422, code: 'referenceNotFound', message: 'There is no such quote' },
  'quote-not-in-state': {
    status: 422,
    code: 'otherIssue',
    message: 'The state of the quote does not allow this',
  },
};
