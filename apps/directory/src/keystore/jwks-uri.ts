import type { KeySetName } from './keystore.js';

/** Where a JWK set is: `…/directory/keystore/{environment}/{OrgId}[/{SoftwareId}]/application.jwks`, as UAE builds it of a subject's OU and CN. */
export const jwksUriOf = (
  /** Identifier of the directory. */
  directory: string,
  { environment, organisationId, softwareId, set }: KeySetName,
  revoked?: 'revoked',
): string =>
  [`${directory}/keystore`, environment, organisationId, softwareId, revoked, `${set}.jwks`]
    .filter((part) => part !== undefined)
    .join('/');
