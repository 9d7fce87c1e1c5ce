import type { RefusalTable } from '../errors/refusals.js';

/** 403 and not 401, which would have to name a scheme of HTTP by which to try again (RFC 9110 §15.5.2). */
export const pinnedRefusals: RefusalTable = {
  'certificate-missing': {
    status: 403,
    code: 'certificate-missing',
    message: 'A client certificate is needed',
  },
  'certificate-not-trusted': {
    status: 403,
    code: 'certificate-not-trusted',
    message: 'No authority that is believed here vouches for the client certificate, or not any more',
  },
  'caller-not-pinned': {
    status: 403,
    code: 'caller-not-pinned',
    message: 'The subject of the client certificate is none that may call this',
  },
};
