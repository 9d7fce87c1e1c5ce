/** Refusals of the guard in MEF's words (Sonata `Error401`, `Error403`); an API's own table extends it. */
export const resourceServerRefusals = {
  'missing-credentials': {
    status: 401,
    code: 'missingCredentials',
    message: 'An access token is needed, as a bearer token in the Authorization header.',
  },
  'missing-resource-token': {
    status: 401,
    code: 'missingCredentials',
    message: 'A resource token is needed in the Resource-Token header.',
  },
  'invalid-credentials': {
    status: 401,
    code: 'invalidCredentials',
    message: 'The tokens are not valid, not any more, or do not belong together.',
  },
  'insufficient-scope': {
    status: 403,
    code: 'accessDenied',
    message: 'The access token does not have the scope of this operation.',
  },
  'operation-not-granted': {
    status: 403,
    code: 'accessDenied',
    message: 'The resource token does not grant this operation.',
  },
  'intent-already-used': {
    status: 403,
    code: 'accessDenied',
    message: 'The intent was for a single use, and has been used.',
  },
} as const;
