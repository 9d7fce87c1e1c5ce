import type { RefusalTable } from '#service';

const refusal = (code: string, message: string) => ({ status: 400, code, message });

/** How registration answers refusals: RFC 7591 §3.2.2, and RFC 6750 §3.1 for its management. */
export const registrationRefusals: RefusalTable = {
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
  'software-already-registered': refusal(
    'unapproved_software_statement',
    'The software has a client already: read, update or delete that one (RFC 7592).',
  ),
  'redirect-uris-of-wrong-type': refusal(
    'invalid_redirect_uri',
    '`redirect_uris` is a list of different strings, with at least one.',
  ),
  'redirect-uri-not-in-statement': refusal(
    'invalid_redirect_uri',
    'A redirect URI is not in the software statement.',
  ),
  'redirect-uri-not-safe': refusal(
    'invalid_redirect_uri',
    'Redirect URIs are absolute https URLs without fragment.',
  ),
  'metadata-not-an-object': refusal('invalid_client_metadata', 'The body is a JSON object.'),
  'metadata-of-wrong-type': refusal(
    'invalid_client_metadata',
    'A member of the metadata is of the wrong type, empty or too long.',
  ),
  'client-id-does-not-match': refusal('invalid_client_metadata', '`client_id` is that of the client.'),
  'member-of-the-server': refusal(
    'invalid_client_metadata',
    'The metadata has a member that only the server sets (RFC 7592 §2.2).',
  ),
  'keys-by-value': refusal(
    'invalid_client_metadata',
    '`jwks` is not accepted: keys come from the JWKS endpoint of the software statement.',
  ),
  'keys-from-elsewhere': refusal(
    'invalid_client_metadata',
    '`jwks_uri` is not the JWKS endpoint of the software statement.',
  ),
  'authentication-method-not-supported': refusal(
    'invalid_client_metadata',
    '`token_endpoint_auth_method` is private_key_jwt, and there is no client secret.',
  ),
  'grant-type-not-offered': refusal('invalid_client_metadata', 'A grant type is not offered.'),
  'response-type-not-offered': refusal(
    'invalid_client_metadata',
    'A response type is not offered to clients of this profile.',
  ),
  'grant-types-contradict-response-types': refusal(
    'invalid_client_metadata',
    'Response types and refresh_token need the grant type authorization_code.',
  ),
  'algorithm-not-allowed': refusal(
    'invalid_client_metadata',
    'Signature algorithms are PS256, ES256 or EdDSA, as the profile allows.',
  ),
  'scope-not-allowed': refusal(
    'invalid_client_metadata',
    '`scope` has a value that the roles of the software do not allow.',
  ),
  'application-type-not-supported': refusal('invalid_client_metadata', '`application_type` is web.'),
  'subject-type-not-supported': refusal('invalid_client_metadata', '`subject_type` is pairwise.'),
  'listener-incomplete': refusal(
    'invalid_client_metadata',
    '`meflso_listener_token_endpoint` and `meflso_listener_client_id` go together.',
  ),
  'listener-not-safe': refusal(
    'invalid_client_metadata',
    '`meflso_listener_token_endpoint` is an https URL.',
  ),
  'assertion-not-valid': refusal(
    'invalid_client_metadata',
    '`client_assertion` does not prove the key of the client.',
  ),
  'client-assertion-already-used': refusal(
    'invalid_client_metadata',
    '`client_assertion` has been used; sign another.',
  ),
  'ssa-already-used': refusal(
    'invalid_software_statement',
    'The software statement has been used; ask its issuer for another.',
  ),
  'registration-token-not-valid': {
    status: 401,
    code: 'invalid_token',
    message: 'The registration access token is not valid for this client.',
  },
  'client-unknown': {
    status: 401,
    code: 'invalid_token',
    message: 'The registration access token is not valid for this client.',
  },
  'jwks-unavailable': {
    status: 503,
    code: 'temporarily_unavailable',
    message: 'The keys that this needs cannot be read now; try again.',
  },
};
