import type { RefusalTable } from '#service';

/** How refusals of certificates, keys and statements are answered. */
export const certificateRefusals: RefusalTable = {
  'csr-required': {
    status: 400,
    code: 'csr-required',
    message: 'A certificate is made of a signing request: send `csr`.',
  },
  'subject-mismatch': {
    status: 400,
    code: 'subject-mismatch',
    message: 'The subject of the request is not that of the holder.',
  },
  'legal-name-too-long': {
    status: 400,
    code: 'legal-name-too-long',
    message: 'The legal name is longer than a certificate can hold (64 characters).',
  },
  'key-type-not-allowed': {
    status: 400,
    code: 'key-type-not-allowed',
    message: 'The profile does not take keys of this type.',
  },
  'server-names-required': {
    status: 400,
    code: 'server-names-required',
    message: 'A server certificate needs subject alternative names: host names or addresses.',
  },
  'server-names-not-allowed': {
    status: 400,
    code: 'server-names-not-allowed',
    message: 'Only server certificates have subject alternative names.',
  },
  'server-name-not-allowed': {
    status: 400,
    code: 'server-name-not-allowed',
    message:
      'A name is not one of a server here: no wildcards, no local names in production, at most twenty.',
  },
  'profile-of-software': {
    status: 400,
    code: 'profile-of-software',
    message: 'This profile is issued for software: …/software/{id}/certificates/{profile}.',
  },
  'profile-of-organisation': {
    status: 400,
    code: 'profile-of-organisation',
    message: 'This profile is issued for the organisation: …/certificates/{profile}.',
  },
  'profile-unknown': {
    status: 404,
    code: 'profile-unknown',
    message: 'There is no such profile; see /directory/profiles.',
  },
  'environment-unknown': {
    status: 404,
    code: 'environment-unknown',
    message: 'The environments are sandbox and production.',
  },
  'authority-unknown': {
    status: 404,
    code: 'authority-unknown',
    message: 'There is no such authority or file of one.',
  },
  'key-set-unknown': {
    status: 404,
    code: 'key-set-unknown',
    message: 'The key sets are application.jwks and transport.jwks.',
  },
  'certificate-unknown': {
    status: 404,
    code: 'certificate-unknown',
    message: 'There is no such certificate here.',
  },
  'statement-unknown': {
    status: 404,
    code: 'statement-unknown',
    message: 'The software has no such statement.',
  },
  'environment-mismatch': {
    status: 409,
    code: 'environment-mismatch',
    message: 'The software belongs to the other environment.',
  },
  'server-name-of-another': {
    status: 409,
    code: 'server-name-of-another',
    message: 'Another organisation has a certificate for this server name.',
  },
  'too-many-certificates': {
    status: 409,
    code: 'too-many-certificates',
    message: 'So many certificates of this profile are good already: revoke one first.',
  },
  'certificate-exists': { status: 409, code: 'certificate-exists', message: 'The certificate exists.' },
  'certificate-revoked': {
    status: 409,
    code: 'certificate-revoked',
    message: 'The certificate was revoked before, for another reason.',
  },
  'certificate-expired': {
    status: 409,
    code: 'certificate-expired',
    message: 'The certificate has expired.',
  },
  'statement-revoked': {
    status: 409,
    code: 'statement-revoked',
    message: 'The statement was revoked before, for another reason.',
  },
};
