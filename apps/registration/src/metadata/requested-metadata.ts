import { Refused } from '#event-sourcing';

/** Client metadata as a Buyer asked for it (RFC 7591 §2, OIDC Registration §2); members it does not name are ignored. */
export interface RequestedMetadata {
  readonly clientId?: string;
  readonly clientName?: string;
  readonly applicationType?: string;
  readonly subjectType?: string;
  readonly redirectUris?: readonly string[];
  readonly grantTypes?: readonly string[];
  readonly responseTypes?: readonly string[];
  readonly scope?: string;
  readonly tokenEndpointAuthMethod?: string;
  readonly tlsClientAuthSubjectDn?: string;
  readonly tlsClientAuthSanDns?: string;
  readonly tlsClientAuthSanUri?: string;
  readonly tlsClientAuthSanIp?: string;
  readonly tlsClientAuthSanEmail?: string;
  readonly certificateBoundTokens?: boolean;
  readonly tokenEndpointAuthSigningAlg?: string;
  readonly requestObjectSigningAlg?: string;
  readonly requestObjectEncryptionAlg?: string;
  readonly requestObjectEncryptionEnc?: string;
  readonly idTokenSignedResponseAlg?: string;
  readonly idTokenEncryptedResponseAlg?: string;
  readonly idTokenEncryptedResponseEnc?: string;
  readonly jwksUri?: string;
  readonly listenerTokenEndpoint?: string;
  readonly listenerClientId?: string;
  readonly payloadAuthenticity?: string;
  readonly bodyForms?: readonly string[];
  readonly certifiedMessages?: string;
  /** Names of all members that were sent. */
  readonly members: readonly string[];
}

export type Body = Readonly<Record<string, unknown>>;

/** A JSON object. Throws `Refused('metadata-not-an-object')`. */
export const readBody = (body: unknown): Body => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refused('metadata-not-an-object');
  return body as Body;
};

/** Throws `Refused('metadata-of-wrong-type' | 'redirect-uris-of-wrong-type')`. */
export const readMetadata = (body: Body): RequestedMetadata => ({
  ...text(body, 'client_id', 'clientId'),
  ...text(body, 'client_name', 'clientName'),
  ...text(body, 'application_type', 'applicationType'),
  ...text(body, 'subject_type', 'subjectType'),
  ...text(body, 'scope', 'scope'),
  ...text(body, 'token_endpoint_auth_method', 'tokenEndpointAuthMethod'),
  ...text(body, 'tls_client_auth_subject_dn', 'tlsClientAuthSubjectDn'),
  ...text(body, 'tls_client_auth_san_dns', 'tlsClientAuthSanDns'),
  ...text(body, 'tls_client_auth_san_uri', 'tlsClientAuthSanUri'),
  ...text(body, 'tls_client_auth_san_ip', 'tlsClientAuthSanIp'),
  ...text(body, 'tls_client_auth_san_email', 'tlsClientAuthSanEmail'),
  ...flag(body, 'tls_client_certificate_bound_access_tokens', 'certificateBoundTokens'),
  ...text(body, 'token_endpoint_auth_signing_alg', 'tokenEndpointAuthSigningAlg'),
  ...text(body, 'request_object_signing_alg', 'requestObjectSigningAlg'),
  ...text(body, 'request_object_encryption_alg', 'requestObjectEncryptionAlg'),
  ...text(body, 'request_object_encryption_enc', 'requestObjectEncryptionEnc'),
  ...text(body, 'id_token_signed_response_alg', 'idTokenSignedResponseAlg'),
  ...text(body, 'id_token_encrypted_response_alg', 'idTokenEncryptedResponseAlg'),
  ...text(body, 'id_token_encrypted_response_enc', 'idTokenEncryptedResponseEnc'),
  ...text(body, 'jwks_uri', 'jwksUri'),
  ...text(body, 'meflso_listener_token_endpoint', 'listenerTokenEndpoint'),
  ...text(body, 'meflso_listener_client_id', 'listenerClientId'),
  ...text(body, 'meflso_payload_authenticity', 'payloadAuthenticity'),
  ...text(body, 'meflso_certified_messages', 'certifiedMessages'),
  ...texts(body, 'meflso_body_forms', 'bodyForms'),
  ...texts(body, 'redirect_uris', 'redirectUris'),
  ...texts(body, 'grant_types', 'grantTypes'),
  ...texts(body, 'response_types', 'responseTypes'),
  members: Object.keys(body),
});

const longestText = 2000;
const longestList = 50;

const text = <Name extends string>(body: Body, member: string, name: Name): { [K in Name]?: string } => {
  const value = body[member];
  if (value === undefined) return {};
  if (typeof value !== 'string' || value === '' || value.length > longestText)
    throw new Refused('metadata-of-wrong-type', { member });
  return { [name]: value } as { [K in Name]?: string };
};

const flag = <Name extends string>(body: Body, member: string, name: Name): { [K in Name]?: boolean } => {
  const value = body[member];
  if (value === undefined) return {};
  if (typeof value !== 'boolean') throw new Refused('metadata-of-wrong-type', { member });
  return { [name]: value } as { [K in Name]?: boolean };
};

const texts = <Name extends string>(
  body: Body,
  member: string,
  name: Name,
): { [K in Name]?: readonly string[] } => {
  const value = body[member];
  if (value === undefined) return {};
  if (!isListOfText(value)) throw new Refused(wrongList(member), { member });
  return { [name]: value } as { [K in Name]?: readonly string[] };
};

const isListOfText = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= longestList &&
  value.every((one) => typeof one === 'string' && one.length <= longestText) &&
  new Set(value).size === value.length;

// RFC 7591 §3.2.2 has an error of its own for redirect URIs.
const wrongList = (member: string): string =>
  member === 'redirect_uris' ? 'redirect-uris-of-wrong-type' : 'metadata-of-wrong-type';
