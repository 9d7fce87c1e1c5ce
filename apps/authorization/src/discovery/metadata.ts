import { contentEncryptions, keyManagements } from '#crypto';
import { methodsOffered, type MutualTls, profiles } from '#oauth';
import { ACR_VALUES } from '../sign-in/authentication-context.js';

const MEF = profiles['mef-128'];

/** Scopes that a client may register; LSO operations are scopes by their operationId. */
const SCOPES = [
  'openid',
  'intents',
  'notifications',
  'createQuote',
  'listQuote',
  'retrieveQuote',
  'cancelQuote',
  'declineQuote',
];

const SUBJECT_CLAIMS = ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'acr', 'amr', 'azp'];

/**
 * What this Seller is able to do (MEF 128 R13 of §6.3; OIDC Discovery 1.0 §3, RFC 8414 §2). One document for both
 * well-known addresses; only what is true is in it.
 */
export const serverMetadata = (issuer: string, mutualTls: MutualTls): Readonly<Record<string, unknown>> => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  introspection_endpoint: `${issuer}/introspect`,
  revocation_endpoint: `${issuer}/revoke`,
  userinfo_endpoint: `${issuer}/userinfo`,
  registration_endpoint: `${issuer}/register`,
  jwks_uri: `${issuer}/jwks`,
  scopes_supported: SCOPES,
  response_types_supported: MEF.responseTypes, // MEF 128 R16
  response_modes_supported: MEF.responseModes,
  grant_types_supported: ['authorization_code', 'implicit', 'client_credentials', 'refresh_token'],
  acr_values_supported: ACR_VALUES, // MEF 128 R30
  subject_types_supported: ['pairwise'],
  claims_supported: [...SUBJECT_CLAIMS, 'meflso_intent_id', 's_hash', 'c_hash', 'at_hash'],
  claim_types_supported: ['normal'],
  claims_parameter_supported: true,
  request_parameter_supported: true,
  request_uri_parameter_supported: false,
  require_request_uri_registration: false,
  require_signed_request_object: true, // RFC 9101 §10.5
  request_object_signing_alg_values_supported: MEF.signingAlgorithms,
  request_object_encryption_alg_values_supported: keyManagements, // MEF 128 R26
  request_object_encryption_enc_values_supported: contentEncryptions,
  id_token_signing_alg_values_supported: MEF.signingAlgorithms,
  id_token_encryption_alg_values_supported: keyManagements,
  id_token_encryption_enc_values_supported: contentEncryptions,
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true, // RFC 9207 §3
  prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
  ui_locales_supported: ['en'],
  ...authentication(mutualTls),
});

// The same at each endpoint where clients prove who they are.
const authentication = (mutualTls: MutualTls): Readonly<Record<string, unknown>> => ({
  token_endpoint_auth_methods_supported: methodsOffered(mutualTls),
  token_endpoint_auth_signing_alg_values_supported: MEF.signingAlgorithms,
  introspection_endpoint_auth_methods_supported: methodsOffered(mutualTls),
  introspection_endpoint_auth_signing_alg_values_supported: MEF.signingAlgorithms,
  revocation_endpoint_auth_methods_supported: methodsOffered(mutualTls),
  revocation_endpoint_auth_signing_alg_values_supported: MEF.signingAlgorithms,
  tls_client_certificate_bound_access_tokens: mutualTls.source !== 'none', // RFC 8705 §3.3
  ...(mutualTls.origin !== undefined && { mtls_endpoint_aliases: aliases(mutualTls.origin) }),
});

// RFC 8705 §5: where a client that has a certificate sends what it would send to the endpoint itself.
const aliases = (origin: string): Readonly<Record<string, string>> => ({
  token_endpoint: `${origin}/token`,
  introspection_endpoint: `${origin}/introspect`,
  revocation_endpoint: `${origin}/revoke`,
  userinfo_endpoint: `${origin}/userinfo`,
});
