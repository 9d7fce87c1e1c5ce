import type { KindContract } from './contract.js';
import { closed, listOf, oneOf, reason, text, time, whole } from './schema-parts.js';

/** A software statement that was issued; the statement itself is nowhere. */
export interface IssuedStatement {
  readonly jti: string;
  readonly alg: string;
  readonly kid: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
}

/** A statement that is no longer to be believed, and what was registered with it neither. */
export interface RevokedStatement {
  readonly jti: string;
  readonly softwareId: string;
  readonly organisationId: string;
  readonly revokedAt: string;
  /** Kebab-case, such as `issued-in-error`. */
  readonly reason: string;
}

/** Software of an organisation, as the trust framework knows it (owner: directory). */
export interface PublicSoftware {
  readonly softwareId: string;
  readonly organisationId: string;
  readonly status: 'enrolled';
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly uri: string;
  readonly environment: 'sandbox' | 'production';
  readonly roles: readonly string[];
  readonly redirectUris: readonly string[];
  /** LEI of the entity it acts for, when that is not its own organisation. */
  readonly onBehalfOf?: string;
  readonly enrolledAt: string;
  readonly keys: readonly {
    readonly kid: string;
    readonly alg: string;
    readonly jwk: Readonly<Record<string, unknown>>;
    readonly source: 'csr' | 'jwk';
    readonly subject?: string;
    readonly certifiedAt: string;
  }[];
  readonly statementsIssued: number;
  readonly lastStatement?: IssuedStatement;
  /** The latest hundred. */
  readonly revokedStatements?: readonly Omit<RevokedStatement, 'softwareId' | 'organisationId'>[];
}

const statement = closed({ jti: text, alg: text, kid: text, issuedAt: time, expiresAt: time });
const revocation = { jti: text, revokedAt: time, reason } as const;
const source = oneOf('csr', 'jwk');

const key = closed(
  { kid: text, alg: text, jwk: { type: 'object' }, source, subject: text, certifiedAt: time },
  ['subject'],
);

export const softwareContract = {
  owner: 'directory',
  version: 1,
  view: closed(
    {
      softwareId: text,
      organisationId: text,
      status: oneOf('enrolled'),
      name: text,
      description: text,
      version: text,
      uri: text,
      environment: oneOf('sandbox', 'production'),
      roles: listOf(text),
      redirectUris: listOf(text),
      onBehalfOf: text,
      enrolledAt: time,
      keys: listOf(key),
      statementsIssued: whole,
      lastStatement: statement,
      revokedStatements: listOf(closed(revocation)),
    },
    ['onBehalfOf', 'lastStatement', 'revokedStatements'],
  ),
  events: {
    SoftwareEnrolled: null,
    SoftwareAmended: null,
    KeyCertified: closed({ kid: text, source }),
    KeyWithdrawn: closed({ kid: text }, ['kid']),
    SoftwareStatementIssued: statement,
    SoftwareStatementRevoked: closed({ ...revocation, softwareId: text, organisationId: text }),
  },
} satisfies KindContract;
