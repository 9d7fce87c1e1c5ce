import type { KindContract } from './contract.js';
import { closed, listOf, oneOf, text, time } from './schema-parts.js';

/** A member of the trust framework (owner: directory). All of it is public register data. */
export interface PublicOrganisation {
  readonly organisationId: string;
  readonly status: 'Active' | 'Suspended';
  readonly legalName: string;
  /** ISO 17442. */
  readonly lei: string;
  /** ISO 3166-1 alpha-2, the country of its certificates. */
  readonly country?: string;
  readonly enrolledAt: string;
  /** Keys that are published without a certificate; withdrawn ones stay, to be told apart from unknown ones. */
  readonly keys?: readonly {
    /** RFC 7638 thumbprint. */
    readonly kid: string;
    readonly alg: string;
    readonly profile: string;
    readonly environment: 'sandbox' | 'production';
    readonly jwk: Readonly<Record<string, unknown>>;
    readonly source: 'csr' | 'jwk';
    readonly publishedAt: string;
    readonly withdrawnAt?: string;
  }[];
}

const key = closed(
  {
    kid: text,
    alg: text,
    profile: text,
    environment: oneOf('sandbox', 'production'),
    jwk: { type: 'object' },
    source: oneOf('csr', 'jwk'),
    publishedAt: time,
    withdrawnAt: time,
  },
  ['withdrawnAt'],
);

export const organisationContract = {
  owner: 'directory',
  version: 1,
  view: closed(
    {
      organisationId: text,
      status: oneOf('Active', 'Suspended'),
      legalName: text,
      lei: text,
      country: text,
      enrolledAt: time,
      keys: listOf(key),
    },
    ['country', 'keys'],
  ),
  events: {
    OrganisationEnrolled: null,
    OrganisationSuspended: null,
    OrganisationReinstated: null,
    OrganisationKeyPublished: closed({ kid: text }),
    OrganisationKeyWithdrawn: closed({ kid: text }),
  },
} satisfies KindContract;
