import type { RefusalTable } from '#service';
import { credentialRefusals } from './credentials/credential.refusals.js';
import { certificateRefusals } from './certificates/certificate.refusals.js';

/** How the directory answers refusals, as problem+json (RFC 9457). */
export const directoryRefusals: RefusalTable = {
  ...certificateRefusals,
  'invalid-body': {
    status: 400,
    code: 'invalid-body',
    message: 'The body does not fit the schema of this operation.',
  },
  'csr-malformed': {
    status: 400,
    code: 'csr-malformed',
    message: 'The certificate signing request is not PKCS#10 in PEM.',
  },
  'csr-signature-invalid': {
    status: 400,
    code: 'csr-signature-invalid',
    message: 'The certificate signing request is not signed with the key it carries.',
  },
  'jwk-malformed': { status: 400, code: 'jwk-malformed', message: 'The key is not a valid public key.' },
  'jwk-private': {
    status: 400,
    code: 'jwk-private',
    message:
      'The key has private or symmetric parts. Treat it as lost, make another, and send its public half only.',
  },
  'key-too-weak': {
    status: 400,
    code: 'key-too-weak',
    message:
      'Keys are RSA of 2048 bits or more, P-256 or Ed25519; requests are signed with SHA-256 or better.',
  },
  'key-type-unsupported': {
    status: 400,
    code: 'key-type-unsupported',
    message: 'Keys are RSA of 2048 bits or more, P-256 or Ed25519.',
  },
  'write-access-required': {
    status: 401,
    code: 'write-access-required',
    message: 'Changes to the directory need its bearer token, or come from this machine when none is set.',
  },
  'foreign-origin': {
    status: 403,
    code: 'foreign-origin',
    message: 'A page of another origin may not change the directory.',
  },
  'onboarding-incomplete': {
    status: 400,
    code: 'onboarding-incomplete',
    message: 'A legal name, a name of the software and an address (http or https) are needed',
  },
  'organisation-unknown': {
    status: 404,
    code: 'organisation-unknown',
    message: 'There is no such organisation.',
  },
  'software-unknown': {
    status: 404,
    code: 'software-unknown',
    message: 'The organisation has no such software.',
  },
  'key-unknown': { status: 404, code: 'key-unknown', message: 'The software has no such key.' },
  'lei-already-enrolled': {
    status: 409,
    code: 'lei-already-enrolled',
    message: 'The legal entity is enrolled under another name.',
  },
  'software-name-taken': {
    status: 409,
    code: 'software-name-taken',
    message: 'The organisation has other software of this name in this environment.',
  },
  'software-name-fixed': {
    status: 409,
    code: 'software-name-fixed',
    message: 'Name and environment of software do not change; enrol it anew.',
  },
  'key-already-used': {
    status: 409,
    code: 'key-already-used',
    message: 'The key is or was in use. Make a new one.',
  },
  'too-many-keys': { status: 409, code: 'too-many-keys', message: 'Withdraw a key before adding another.' },
  'organisation-suspended': {
    status: 409,
    code: 'organisation-suspended',
    message: 'The organisation is suspended.',
  },
  'software-without-key': {
    status: 409,
    code: 'software-without-key',
    message: 'A statement needs at least one key of the software.',
  },
  'organisation-exists': { status: 409, code: 'organisation-exists', message: 'The organisation exists.' },
  'software-exists': { status: 409, code: 'software-exists', message: 'The software exists.' },
  ...credentialRefusals,
};
