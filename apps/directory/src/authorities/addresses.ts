import type { Environment } from '../certificates/profile.js';
import type { AuthorityFamily } from './authority.decider.js';
import type { AuthorityRole } from './authority-kinds.js';

/** Which authority of the directory. */
export interface AuthorityId {
  readonly environment: Environment;
  readonly family: AuthorityFamily;
  readonly role: AuthorityRole;
}

/** The name of an authority in addresses: `rsa-issuing`. */
export const fileNameOf = ({ family, role }: Pick<AuthorityId, 'family' | 'role'>): string =>
  `${family}-${role}`;

/** Where an authority publishes: what the certificates that it issues point at (RFC 5280 §4.2.1.13, §4.2.2.1). */
export const addressesOf = (directory: string, id: AuthorityId) => {
  const base = `${directory}/pki/${id.environment}`;
  return {
    crlUrls: [`${base}/${fileNameOf(id)}.crl`],
    ocspUrls: [`${base}/ocsp`],
    issuerUrls: [`${base}/${fileNameOf(id)}.crt`],
  };
};
