import type { RefusalTable } from '#service';

const badCode = {
  status: 400,
  code: 'invalid_grant',
  message: 'The code is not valid, is used already, or its time is over',
};
const badRefreshToken = {
  status: 400,
  code: 'invalid_grant',
  message: 'The refresh token is not valid, is used already, or its time is over',
};
const badAssertion = { status: 401, code: 'invalid_client', message: 'The client did not authenticate' };

/** RFC 6749 §5.2, RFC 6750 §3.1. One answer for everything that may be wrong with a code, so that nobody can feel their way. */
export const tokensRefusals: RefusalTable = {
  'missing-parameter': { status: 400, code: 'invalid_request', message: 'A required parameter is missing' },
  'parameter-too-long': { status: 400, code: 'invalid_request', message: 'A parameter is too long' },
  'invalid-client': badAssertion,
  'client-assertion-already-used': badAssertion,
  'certificate-missing': {
    status: 400,
    code: 'invalid_request',
    message: 'Tokens of this client are bound to its certificate: connect with it',
  },
  'certificate-not-trusted': badAssertion,
  'client-suspended': {
    status: 401, // RFC 6749 §5.2: its identity cannot be relied on, so it is not authenticated by it
    code: 'invalid_client',
    message: 'The client is suspended; its registration tells why',
  },
  'grant-type-unknown': {
    status: 400,
    code: 'unsupported_grant_type',
    message: 'The grant type is not supported',
  },
  'grant-type-not-registered': {
    status: 400,
    code: 'unauthorized_client',
    message: 'The client did not register this grant type',
  },
  'malformed-scope': { status: 400, code: 'invalid_scope', message: 'The scope is malformed' },
  'scope-not-allowed': {
    status: 400,
    code: 'invalid_scope',
    message: 'The scope goes beyond what the client may have this way',
  },
  'invalid-code': badCode,
  'code-expired': badCode,
  'code-already-redeemed': badCode,
  'invalid-refresh-token': badRefreshToken,
  'refresh-token-expired': badRefreshToken,
  'grant-ended': { status: 400, code: 'invalid_grant', message: 'What was granted has ended' },
  'intent-not-authorized': {
    status: 400,
    code: 'invalid_grant',
    message: 'No intent behind this grant is authorized any more',
  },
  'no-encryption-key': {
    status: 400,
    code: 'invalid_request',
    message:
      'The jwks_uri has no key that the id_token could be encrypted to as registered; the code is not used up',
  },
  'jwks-unavailable': {
    status: 503,
    code: 'temporarily_unavailable',
    message: 'The keys at the jwks_uri cannot be read now; the code is not used up',
  },
  'missing-token': {
    status: 401,
    code: 'invalid_token',
    message: 'An access token is needed',
    challenge: 'Bearer', // RFC 6750 §3.1: no error code where no credentials came
  },
  // RFC 8705 §3: a token that came without the certificate that it is bound to is not valid here.
  'not-confirmed': { status: 401, code: 'invalid_token', message: 'The access token is not valid' },
  'invalid-token': { status: 401, code: 'invalid_token', message: 'The access token is not valid' },
  'insufficient-scope': {
    status: 403,
    code: 'insufficient_scope',
    message: 'The access token does not have the scope',
  },
};
