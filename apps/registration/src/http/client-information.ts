import { bindsTokens, registeredMethod } from '#oauth';
import type { RegisteredClient } from '../client/client.state.js';

export interface ClientInformation {
  readonly [member: string]: unknown;
}

/** The client information response (RFC 7591 §3.2.1, RFC 7592 §3). The token is there only for who may have it. */
export const clientInformation = (
  { clientId, client, softwareStatement, registeredAt, status, suspension }: RegisteredClient,
  issuer: string,
  token?: string,
): ClientInformation => ({
  client_id: clientId,
  client_id_issued_at: Math.floor(Date.parse(registeredAt) / 1000),
  ...(token !== undefined && { registration_access_token: token }),
  registration_client_uri: `${issuer}/register/${clientId}`,
  client_name: client.clientName,
  ...(client.software.uri && { client_uri: client.software.uri }),
  application_type: 'web',
  subject_type: 'pairwise',
  redirect_uris: client.redirectUris,
  grant_types: client.grantTypes,
  response_types: client.responseTypes,
  scope: client.scope,
  token_endpoint_auth_method: registeredMethod(client),
  ...(client.tlsClientAuth && {
    [`tls_client_auth_${client.tlsClientAuth.attribute}`]: client.tlsClientAuth.value,
  }),
  tls_client_certificate_bound_access_tokens: bindsTokens(client),
  ...optional('token_endpoint_auth_signing_alg', client.tokenEndpointAuthSigningAlg),
  ...optional('request_object_signing_alg', client.requestObjectSigningAlg),
  ...optional('request_object_encryption_alg', client.requestObjectEncryptionAlg),
  ...optional('request_object_encryption_enc', client.requestObjectEncryptionEnc),
  id_token_signed_response_alg: client.idTokenSignedResponseAlg,
  ...optional('id_token_encrypted_response_alg', client.idTokenEncryptedResponseAlg),
  ...optional('id_token_encrypted_response_enc', client.idTokenEncryptedResponseEnc),
  jwks_uri: client.jwksUri,
  software_id: client.software.id,
  ...optional('software_version', client.software.version),
  ...optional('meflso_listener_token_endpoint', client.listener?.tokenEndpoint),
  ...optional('meflso_listener_client_id', client.listener?.clientId),
  meflso_client_status: status,
  ...(suspension && { meflso_suspension: suspension }),
  ...messages(client),
  ...(typeof softwareStatement === 'string' && { software_statement: softwareStatement }), // not after its erasure
});

const messages = ({ payloadAuthenticity, bodyForms, certifiedMessages }: RegisteredClient['client']) => ({
  meflso_payload_authenticity: payloadAuthenticity ?? 'offered',
  ...(bodyForms && { meflso_body_forms: bodyForms }),
  meflso_certified_messages: certifiedMessages ?? 'offered',
});

const optional = (member: string, value: string | undefined): Readonly<Record<string, string>> =>
  value === undefined ? {} : { [member]: value };
