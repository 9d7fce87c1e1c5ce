import type { KindContract } from './contract.js';
import { closed, oneOf, text, time, whole } from './schema-parts.js';

/** A Legal Entity credential that the trust framework issued (owner: directory). All of it is public. */
export interface PublicCredential {
  readonly credentialId: string;
  /** Whose it is; absent for the directory's own. */
  readonly organisationId?: string;
  readonly form: 'vc+jwt' | 'dc+sd-jwt';
  /** The identifier that is linked to the legal entity, a DID. */
  readonly subject: string;
  /** ISO 17442. */
  readonly lei: string;
  /** Whether the subject may issue such credentials for others. */
  readonly mayIssue: boolean;
  /** As its status list tells it. */
  readonly status: 'VALID' | 'SUSPENDED' | 'INVALID';
  readonly statusList: number;
  readonly statusIndex: number;
  /** SHA-256 of what was signed, base64url. */
  readonly hash: string;
  readonly issuedAt: string;
  readonly validUntil: string;
}

const by = oneOf('membership', 'operator');

export const credentialContract = {
  owner: 'directory',
  version: 1,
  view: closed(
    {
      credentialId: text,
      organisationId: text,
      form: oneOf('vc+jwt', 'dc+sd-jwt'),
      subject: text,
      lei: text,
      mayIssue: { type: 'boolean' },
      status: oneOf('VALID', 'SUSPENDED', 'INVALID'),
      statusList: whole,
      statusIndex: whole,
      hash: text,
      issuedAt: time,
      validUntil: time,
    },
    ['organisationId'],
  ),
  events: {
    CredentialIssued: null,
    // `membership`: with the organisation; `operator`: the credential alone.
    CredentialSuspended: closed({ by, reason: text, suspendedAt: time }),
    CredentialReinstated: closed({ by, reinstatedAt: time }),
    CredentialRevoked: closed({ reason: text, revokedAt: time }),
  },
} satisfies KindContract;
