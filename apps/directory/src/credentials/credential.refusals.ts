import type { RefusalTable } from '#service';

/** How refusals about credentials, their subjects and their status are answered. */
export const credentialRefusals: RefusalTable = {
  'subject-ambiguous': {
    status: 400,
    code: 'subject-ambiguous',
    message: 'The subject is the member, its software, or a DID elsewhere with a proof: one of these.',
  },
  'holder-proof-missing': {
    status: 400,
    code: 'holder-proof-missing',
    message: 'A DID elsewhere agrees to its credential by a proof.',
  },
  'holder-proof-refused': {
    status: 400,
    code: 'holder-proof-refused',
    message: 'The proof is not a fresh JWT for the directory, by a key that the DID has for authentication.',
  },
  'holder-proof-already-used': {
    status: 409,
    code: 'holder-proof-already-used',
    message: 'The proof has been used. Make another.',
  },
  'identifier-unavailable': {
    status: 400,
    code: 'identifier-unavailable',
    message: 'The document of the DID cannot be read.',
  },
  'credential-unknown': {
    status: 404,
    code: 'credential-unknown',
    message: 'There is no such credential.',
  },
  'status-list-unknown': {
    status: 404,
    code: 'status-list-unknown',
    message: 'There is no such status list.',
  },
  'media-type-unsupported': {
    status: 406,
    code: 'media-type-unsupported',
    message: 'A status list is there as application/statuslist+jwt.',
  },
  'credential-revoked': {
    status: 409,
    code: 'credential-revoked',
    message: 'The credential is revoked, which is for good. Issue another.',
  },
  'credential-exists': { status: 409, code: 'credential-exists', message: 'The credential exists.' },
  'no-status-index': {
    status: 503,
    code: 'no-status-index',
    message: 'No place in a status list was found; try again.',
  },
};
