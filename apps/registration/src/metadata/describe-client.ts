import type { ClientDescription } from '../client/client.events.js';
import { scopesOf } from '../roles.js';
import { defaults } from './defaults.js';
import type { RequestedMetadata } from './requested-metadata.js';
import type { StatedFacts } from './stated-facts.js';
import { tlsSubject } from './tls-subject.js';

/** The client that checked metadata and a statement make together; where both speak, the statement is heard. */
export const describeClient = (
  metadata: RequestedMetadata,
  stated: StatedFacts,
  profile: ClientDescription['profile'],
): ClientDescription => ({
  profile,
  clientName: stated.software.name,
  organisation: stated.organisation,
  software: stated.software,
  roles: stated.roles,
  scope: metadata.scope ?? scopesOf(stated.roles).join(' '),
  redirectUris: metadata.redirectUris ?? stated.redirectUris,
  jwksUri: stated.jwksUri,
  grantTypes: metadata.grantTypes ?? defaults.grantTypes,
  ...responseTypes(metadata),
  ...authentication(metadata),
  ...algorithms(metadata),
  ...encryption(metadata),
  ...listener(metadata),
  ...messages(metadata),
});

// A client without the code grant has no use of the authorization endpoint, so the default does not apply to it.
const responseTypes = ({ responseTypes: types, grantTypes }: RequestedMetadata) => ({
  responseTypes:
    types ?? (grantTypes && !grantTypes.includes('authorization_code') ? [] : defaults.responseTypes),
});

const authentication = (metadata: RequestedMetadata) => {
  const method = metadata.tokenEndpointAuthMethod as ClientDescription['tokenEndpointAuthMethod'];
  return {
    ...(method !== undefined && { tokenEndpointAuthMethod: method }),
    ...(method === 'tls_client_auth' && { tlsClientAuth: tlsSubject(metadata) }),
    ...(metadata.certificateBoundTokens === true && { certificateBoundTokens: true }),
  };
};

const algorithms = (metadata: RequestedMetadata) => ({
  ...(metadata.tokenEndpointAuthSigningAlg && {
    tokenEndpointAuthSigningAlg: metadata.tokenEndpointAuthSigningAlg,
  }),
  ...(metadata.requestObjectSigningAlg && { requestObjectSigningAlg: metadata.requestObjectSigningAlg }),
  idTokenSignedResponseAlg: metadata.idTokenSignedResponseAlg ?? defaults.idTokenSignedResponseAlg,
});

// Both or neither, as `encryptionIsComplete` saw to.
const encryption = (metadata: RequestedMetadata) => ({
  ...(metadata.requestObjectEncryptionAlg && {
    requestObjectEncryptionAlg: metadata.requestObjectEncryptionAlg,
    requestObjectEncryptionEnc: metadata.requestObjectEncryptionEnc!,
  }),
  ...(metadata.idTokenEncryptedResponseAlg && {
    idTokenEncryptedResponseAlg: metadata.idTokenEncryptedResponseAlg,
    idTokenEncryptedResponseEnc: metadata.idTokenEncryptedResponseEnc!,
  }),
});

// Each was checked by its row of the table.
const messages = ({ payloadAuthenticity, bodyForms, certifiedMessages }: RequestedMetadata) => ({
  ...(payloadAuthenticity === 'required' && { payloadAuthenticity: 'required' as const }),
  ...(bodyForms && { bodyForms: bodyForms as NonNullable<ClientDescription['bodyForms']> }),
  ...(certifiedMessages === 'required' && { certifiedMessages: 'required' as const }),
});

const listener = ({ listenerTokenEndpoint, listenerClientId }: RequestedMetadata) =>
  listenerTokenEndpoint && listenerClientId
    ? { listener: { tokenEndpoint: listenerTokenEndpoint, clientId: listenerClientId } }
    : {};
