import { jwksUriOf } from './keystore/jwks-uri.js';
import type { Organisation } from './organisation.decider.js';
import type { Software } from './software.decider.js';

export interface StatementFacts {
  /** Issuer identifier of the directory, also the base of its endpoints. */
  readonly issuer: string;
  readonly jti: string;
  readonly issuedAt: Date;
  /** Seconds. */
  readonly lifetime: number;
  /** Where its own status is told; undefined for a statement that is only looked at. */
  readonly status?: { readonly uri: string; readonly idx: number } | undefined;
}

/** The claims of a software statement (RFC 7591 §2.3), under the names that open banking directories use. */
export const statementClaims = (
  software: Software,
  organisation: Organisation,
  { issuer, jti, issuedAt, lifetime, status }: StatementFacts,
): Record<string, unknown> => {
  const iat = Math.floor(issuedAt.getTime() / 1000);
  const organisationUrl = `${issuer}/organisations/${organisation.organisationId}`;
  const { environment, softwareId, organisationId } = software;
  const ofSoftware = { environment, organisationId, softwareId, set: 'application' } as const;
  const ofOrganisation = { environment, organisationId, set: 'application' } as const;
  return {
    iss: issuer,
    iat,
    exp: iat + lifetime,
    jti,
    ...(status && { status: { status_list: status } }), // Token Status List §6
    software_id: software.softwareId,
    software_client_name: software.name,
    software_client_description: software.description,
    software_version: software.version,
    software_environment: software.environment,
    software_client_uri: software.uri,
    software_redirect_uris: software.redirectUris,
    software_roles: software.roles,
    software_jwks_endpoint: `${organisationUrl}/software/${software.softwareId}/jwks`,
    software_jwks_revoked_endpoint: jwksUriOf(issuer, ofSoftware, 'revoked'),
    ...(software.onBehalfOf && { software_on_behalf_of_org: software.onBehalfOf }),
    org_id: organisation.organisationId,
    org_name: organisation.legalName,
    org_status: organisation.status,
    org_lei: organisation.lei,
    org_jwks_endpoint: jwksUriOf(issuer, ofOrganisation),
    org_jwks_revoked_endpoint: jwksUriOf(issuer, ofOrganisation, 'revoked'),
  };
};
