/** How the edge answers one reason of `Refused`, with the `error` of OAuth. */
export interface OAuthRefusal {
  readonly status: number;
  readonly code: string;
  /** For the developer who called; never echoes input. */
  readonly message: string;
}

const row = (status: number, code: string, message: string): OAuthRefusal => ({ status, code, message });

/** Refusals that several services share; a service's own table extends it: `{ ...oauthRefusals, … }`. */
export const oauthRefusals = {
  // RFC 6749 §5.2, RFC 7523 §3.2
  'invalid-client': row(401, 'invalid_client', 'Client authentication failed.'),
  'client-suspended': row(401, 'invalid_client', 'The client is suspended; its registration tells why.'),
  'client-assertion-already-used': row(401, 'invalid_client', 'The client assertion has been used before.'),
  'invalid-request': row(
    400,
    'invalid_request',
    'The request lacks a parameter, or has one that is not valid.',
  ),
  'repeated-parameter': row(400, 'invalid_request', 'A parameter was sent more than once.'),
  'invalid-grant': row(400, 'invalid_grant', 'The code or refresh token is not valid, or not any more.'),
  'invalid-scope': row(
    400,
    'invalid_scope',
    'The scope is unknown, malformed, or more than this client may ask for.',
  ),
  'unauthorized-client': row(400, 'unauthorized_client', 'This client may not use this grant type.'),
  'unsupported-grant-type': row(400, 'unsupported_grant_type', 'This grant type is not supported.'),
  // RFC 7009 §2.2.1
  'unsupported-token-type': row(400, 'unsupported_token_type', 'Tokens of this type cannot be revoked.'),
  // RFC 6749 §4.1.2.1, OIDC Core §3.1.2.6
  'access-denied': row(400, 'access_denied', 'The request was declined.'),
  'unsupported-response-type': row(400, 'unsupported_response_type', 'This response type is not supported.'),
  'interaction-required': row(
    400,
    'interaction_required',
    'A person has to act, and prompt=none forbids it.',
  ),
  'login-required': row(400, 'login_required', 'A person has to sign in, and prompt=none forbids it.'),
  'account-selection-required': row(400, 'account_selection_required', 'A person has to choose an account.'),
  'consent-required': row(400, 'consent_required', 'A person has to consent, and prompt=none forbids it.'),
  'invalid-request-uri': row(400, 'invalid_request_uri', 'The request_uri is not valid.'),
  'invalid-request-object': row(400, 'invalid_request_object', 'The request object is not valid.'),
  'request-not-supported': row(400, 'request_not_supported', 'The request parameter is not supported.'),
  'request-uri-not-supported': row(
    400,
    'request_uri_not_supported',
    'The request_uri parameter is not supported.',
  ),
  'registration-not-supported': row(
    400,
    'registration_not_supported',
    'The registration parameter is not supported.',
  ),
  // RFC 7591 §3.2.2
  'invalid-redirect-uri': row(
    400,
    'invalid_redirect_uri',
    'A redirect URI is not valid, or not in the software statement.',
  ),
  'invalid-client-metadata': row(
    400,
    'invalid_client_metadata',
    'A field of the client metadata is not valid.',
  ),
  'invalid-software-statement': row(
    400,
    'invalid_software_statement',
    'The software statement is not valid.',
  ),
  'unapproved-software-statement': row(
    400,
    'unapproved_software_statement',
    'The software statement is not approved here.',
  ),
  // RFC 6750 §3.1
  'invalid-token': row(401, 'invalid_token', 'The token is not valid, or not any more.'),
  'insufficient-scope': row(403, 'insufficient_scope', 'The token does not have the scope that is needed.'),
  // FAPI 1.0 Advanced §8.6; signatures on what clients send
  'invalid-signature': row(400, 'invalid_request', 'A signature is not valid.'),
  'jwks-unavailable': row(503, 'temporarily_unavailable', 'The keys at the jwks_uri cannot be read now.'),
  // MEF 128 R5 to R12: the identity of a legal entity
  'credential-refused': row(
    400,
    'invalid_request',
    'A credential or its presentation is not valid, or of an issuer that is not accepted here.',
  ),
  'identifier-unavailable': row(400, 'invalid_request', 'The keys of an identifier cannot be read.'),
  'credential-unavailable': row(400, 'invalid_request', 'The credential of an issuer cannot be read.'),
  'status-list-unavailable': row(400, 'invalid_request', 'The status of a credential cannot be read.'),
  'no-encryption-key': row(
    400,
    'invalid_request',
    'The keys at the jwks_uri have none that the id_token could be encrypted to as registered.',
  ),
  'forbidden-address': row(400, 'invalid_request', 'The address is not one that may be called.'),
  unreachable: row(400, 'invalid_request', 'The address cannot be reached.'),
  'neighbour-unavailable': row(
    503,
    'temporarily_unavailable',
    'The server cannot do this at the moment; try again.',
  ),
  'temporarily-unavailable': row(
    503,
    'temporarily_unavailable',
    'The server cannot do this at the moment; try again.',
  ),
} as const satisfies Readonly<Record<string, OAuthRefusal>>;
