import type { RefusalTable } from '#service';
import { presentationRefusals } from './presentation/presentation.refusals.js';
import { refusal } from './refusal.js';
import { statementRefusals } from './statement/statement.refusals.js';

/** How registration answers refusals: RFC 7591 §3.2.2, and RFC 6750 §3.1 for its management. */
export const registrationRefusals: RefusalTable = {
  ...presentationRefusals,
  ...statementRefusals,
  'software-already-registered': refusal(
    'unapproved_software_statement',
    'The software has a client already (RFC 7592): read, update or delete that one.',
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
    '`token_endpoint_auth_method` is none that is offered to this client, or there is a client secret.',
  ),
  'tls-subject-not-valid': refusal(
    'invalid_client_metadata',
    'With tls_client_auth goes exactly one of the tls_client_auth_… members, well-formed; with other methods none.',
  ),
  'bound-tokens-required': refusal(
    'invalid_client_metadata',
    'Clients of this profile have tokens that are bound to their certificate.',
  ),
  'bound-tokens-not-offered': refusal(
    'invalid_client_metadata',
    'Tokens that are bound to certificates are not offered here, and this client would need them.',
  ),
  'bound-tokens-in-front-channel': refusal(
    'invalid_client_metadata',
    'Tokens that are bound to certificates do not come from the authorization endpoint: no response type with token.',
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
  'encryption-incomplete': refusal(
    'invalid_client_metadata',
    'An encryption `alg` and its `enc` are registered together: the default of `enc`, A128CBC-HS256, is not offered.',
  ),
  'encryption-not-offered': refusal(
    'invalid_client_metadata',
    'Encryption is by RSA-OAEP-256, ECDH-ES or ECDH-ES+A256KW with A128GCM, A256GCM or A256CBC-HS512.',
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
  'payload-authenticity-not-known': refusal(
    'invalid_client_metadata',
    '`meflso_payload_authenticity` is required or offered.',
  ),
  'body-form-not-offered': refusal(
    'invalid_client_metadata',
    '`meflso_body_forms` has forms other than detached, jose and jwt.',
  ),
  'certified-messages-not-known': refusal(
    'invalid_client_metadata',
    '`meflso_certified_messages` is required or offered.',
  ),
  'certified-messages-not-offered': refusal(
    'invalid_client_metadata',
    '`meflso_certified_messages` cannot be required: the Seller trusts no authority for signatures.',
  ),
  'assertion-not-valid': refusal(
    'invalid_client_metadata',
    '`client_assertion` does not prove the key of the client.',
  ),
  'client-assertion-already-used': refusal(
    'invalid_client_metadata',
    '`client_assertion` has been used; sign another.',
  ),
  'certificate-revoked': refusal(
    'unapproved_software_statement',
    'A certificate of the keys at the JWKS endpoint was revoked.',
  ),
  'registration-token-not-valid': {
    status: 401,
    code: 'invalid_token',
    message: 'The registration access token is not valid for this client.',
  },
  'client-suspended': {
    status: 403, // RFC 7592 §2.2, §2.3: the client has no permission for this
    code: 'access_denied',
    message:
      'The client is suspended. Its registration tells why; an update with a newer software statement may end that.',
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
