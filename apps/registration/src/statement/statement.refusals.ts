import type { RefusalTable } from '#service';
import { refusal } from '../refusal.js';

/** How registration answers what is wrong with a software statement, and with who it speaks of (RFC 7591 §3.2.2). */
export const statementRefusals: RefusalTable = {
  'statement-missing': refusal(
    'invalid_software_statement',
    'A software statement (`software_statement`, a JWT) is required.',
  ),
  'statement-not-valid': refusal(
    'invalid_software_statement',
    'The software statement is not a JWT of its kind with a good signature of its issuer.',
  ),
  'statement-incomplete': refusal(
    'invalid_software_statement',
    'The software statement lacks a claim, or has one of the wrong type.',
  ),
  'statement-from-the-future': refusal(
    'invalid_software_statement',
    'The software statement was issued in the future.',
  ),
  'statement-too-old': refusal(
    'invalid_software_statement',
    'The software statement was issued too long ago; ask its issuer for another.',
  ),
  'statement-expired': refusal(
    'invalid_software_statement',
    'The software statement has expired; ask its issuer for another.',
  ),
  'statement-already-used': refusal(
    'invalid_software_statement',
    'The software statement has been used; ask its issuer for another.',
  ),
  'statement-without-redirect-uri': refusal(
    'invalid_software_statement',
    'The software statement has no redirect URI.',
  ),
  'statement-with-unsafe-jwks': refusal(
    'invalid_software_statement',
    'The JWKS endpoint in the software statement is not an https URL.',
  ),
  'statement-issuer-not-trusted': refusal(
    'unapproved_software_statement',
    'The issuer of the software statement is not one that is trusted here.',
  ),
  'statement-of-other-environment': refusal(
    'unapproved_software_statement',
    'The software is of another environment.',
  ),
  'statement-of-other-software': refusal(
    'unapproved_software_statement',
    'The software statement is of other software than the client.',
  ),
  'statement-without-role': refusal(
    'unapproved_software_statement',
    'None of the roles in the software statement is known here.',
  ),
  'organisation-not-active': refusal(
    'unapproved_software_statement',
    'The organisation is not active in its trust framework.',
  ),
  'ssa-already-used': refusal(
    'invalid_software_statement',
    'The software statement has been used; ask its issuer for another.',
  ),
  'statement-revoked': refusal('invalid_software_statement', 'The software statement was revoked.'),
  'statement-status-unavailable': refusal(
    'invalid_software_statement',
    'The status of the software statement cannot be learned from the list that it names.',
  ),
  'statement-issuer-not-accepted': refusal(
    'unapproved_software_statement',
    'The issuer of the software statement does not speak for clients of this profile here.',
  ),
  'organisation-not-wanted': refusal(
    'unapproved_software_statement',
    'The Seller does not register clients of this organisation.',
  ),
};
