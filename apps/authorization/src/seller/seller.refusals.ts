import type { RefusalTable } from '#service';

const unknown = {
  status: 400,
  code: 'unauthorized_client',
  message: 'The Seller presents itself to clients that are registered and not suspended.',
} as const;

/** How it is answered when the Seller cannot show who it is. */
export const sellerRefusals: RefusalTable = {
  'client-gone': unknown,
  'client-suspended': unknown,
  'seller-without-credential': {
    status: 404,
    code: 'invalid_request',
    message: 'The Seller has no credential of its Legal Entity.',
  },
  'credential-revoked': {
    status: 404,
    code: 'invalid_request',
    message: 'The credential of the Seller was revoked.',
  },
  'organisation-suspended': {
    status: 404,
    code: 'invalid_request',
    message: 'The Seller is suspended from its trust framework.',
  },
};
