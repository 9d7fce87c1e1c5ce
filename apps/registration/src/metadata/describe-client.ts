import type { ClientDescription } from '../client/client.decider.js';
import { scopesOf } from '../roles.js';
import { defaults } from './defaults.js';
import type { RequestedMetadata } from './requested-metadata.js';
import type { StatedFacts } from './stated-facts.js';

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
  ...algorithms(metadata),
  ...listener(metadata),
});

// A client without the code grant has no use of the authorization endpoint, so the default does not apply to it.
const responseTypes = ({ responseTypes: types, grantTypes }: RequestedMetadata) => ({
  responseTypes:
    types ?? (grantTypes && !grantTypes.includes('authorization_code') ? [] : defaults.responseTypes),
});

const algorithms = (metadata: RequestedMetadata) => ({
  ...(metadata.tokenEndpointAuthSigningAlg && {
    tokenEndpointAuthSigningAlg: metadata.tokenEndpointAuthSigningAlg,
  }),
  ...(metadata.requestObjectSigningAlg && { requestObjectSigningAlg: metadata.requestObjectSigningAlg }),
  idTokenSignedResponseAlg: metadata.idTokenSignedResponseAlg ?? defaults.idTokenSignedResponseAlg,
});

const listener = ({ listenerTokenEndpoint, listenerClientId }: RequestedMetadata) =>
  listenerTokenEndpoint && listenerClientId
    ? { listener: { tokenEndpoint: listenerTokenEndpoint, clientId: listenerClientId } }
    : {};
