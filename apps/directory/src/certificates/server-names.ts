import { isIP } from 'node:net';
import { Refused } from '#event-sourcing';
import type { CertificateRegister } from './certificate-register.js';
import type { Environment } from './profile.js';

/** This machine, and names that only a local network resolves: everybody has them, so they are nobody's. */
const isLocal = (name: string): boolean =>
  isIP(name) === 0
    ? name === 'localhost' || name.endsWith('.localhost') || !name.includes('.')
    : name === '::1' || name.startsWith('127.');

/** What a server certificate is asked for, and by whom. */
export interface AskedNames {
  readonly environment: Environment;
  readonly organisationId: string;
  readonly names: readonly string[];
  readonly at: Date;
}

/**
 * A server name is that of the first organisation that has a certificate for it, for as long as it has one. Gives the names that
 * are taken with this one. Throws `Refused('server-name-not-allowed' | 'server-name-of-another')`.
 */
export const claimableNames = async (
  register: CertificateRegister,
  { environment, organisationId, names, at }: AskedNames,
): Promise<readonly string[]> => {
  const owned = names.filter((name) => !isLocal(name));
  // Nobody outside could check who is behind a local name.
  if (environment === 'production' && owned.length < names.length)
    throw new Refused('server-name-not-allowed');
  if (owned.length === 0) return [];
  const taken = await register.takenNames(environment, owned, at);
  if (taken.some((each) => each.organisationId !== organisationId))
    throw new Refused('server-name-of-another');
  const own = new Set(taken.map(({ name }) => name));
  return owned.filter((name) => !own.has(name));
};
