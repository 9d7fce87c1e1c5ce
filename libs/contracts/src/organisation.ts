import type { KindContract } from './contract.js';
import { closed, oneOf, text, time } from './schema-parts.js';

/** A member of the trust framework (owner: directory). All of it is public register data. */
export interface PublicOrganisation {
  readonly organisationId: string;
  readonly status: 'Active' | 'Suspended';
  readonly legalName: string;
  /** ISO 17442. */
  readonly lei: string;
  readonly enrolledAt: string;
}

export const organisationContract = {
  owner: 'directory',
  version: 1,
  view: closed({
    organisationId: text,
    status: oneOf('Active', 'Suspended'),
    legalName: text,
    lei: text,
    enrolledAt: time,
  }),
  events: { OrganisationEnrolled: null, OrganisationSuspended: null, OrganisationReinstated: null },
} satisfies KindContract;
