import { type Command, type Decider, Refused } from '#event-sourcing';

/** What an organisation says of one piece of its software. */
export interface SoftwareDetails {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly uri: string;
  readonly environment: 'sandbox' | 'production';
  /** What the software may be in the framework, such as `BUYER`. */
  readonly roles: readonly string[];
  readonly redirectUris: readonly string[];
  /** LEI of the entity it acts for, when that is not its own organisation (MEF 128 §6.3, Model 2). */
  readonly onBehalfOf?: string;
}

/** A public key of the software. `kid` is the RFC 7638 thumbprint, so a key has one name everywhere. */
export interface SoftwareKey {
  readonly kid: string;
  readonly alg: string;
  readonly jwk: Readonly<Record<string, string>>;
  /** How possession was shown: a certificate signing request is signed by its key, a bare JWK is not. */
  readonly source: 'csr' | 'jwk';
  /** Distinguished name of the request, where there was one. */
  readonly subject?: string;
  readonly certifiedAt: string;
}

export interface StatementRecord {
  readonly jti: string;
  readonly alg: string;
  readonly kid: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
  /** Where its status is told, in the lists of statements; those of former times have none. */
  readonly status?: { readonly list: number; readonly idx: number };
}

/** A statement that is no longer to be believed. */
export interface StatementRevocation {
  readonly jti: string;
  readonly revokedAt: string;
  readonly reason: string;
}

export type SoftwareCommand = Command &
  (
    | {
        readonly type: 'EnrolSoftware';
        readonly softwareId: string;
        readonly organisationId: string;
        readonly details: SoftwareDetails;
      }
    | { readonly type: 'AmendSoftware'; readonly details: SoftwareDetails }
    | { readonly type: 'CertifyKey'; readonly key: Omit<SoftwareKey, 'certifiedAt'> }
    | { readonly type: 'WithdrawKey'; readonly kid: string }
    | {
        readonly type: 'RecordStatement';
        readonly statement: StatementRecord;
        /** Whether the software has a certified signing key, which is a stream of its own. */
        readonly certified?: boolean;
      }
    | { readonly type: 'RevokeStatement'; readonly jti: string; readonly reason: string }
  );

export type SoftwareEvent =
  | ({
      readonly type: 'SoftwareEnrolled';
      readonly softwareId: string;
      readonly organisationId: string;
      readonly enrolledAt: string;
    } & SoftwareDetails)
  | ({ readonly type: 'SoftwareAmended'; readonly amendedAt: string } & SoftwareDetails)
  | { readonly type: 'KeyCertified'; readonly key: SoftwareKey }
  | { readonly type: 'KeyWithdrawn'; readonly kid: string; readonly withdrawnAt: string }
  | { readonly type: 'SoftwareStatementIssued'; readonly statement: StatementRecord }
  | ({ readonly type: 'SoftwareStatementRevoked' } & StatementRevocation);

export interface Software extends SoftwareDetails {
  readonly status: 'enrolled';
  readonly softwareId: string;
  readonly organisationId: string;
  readonly enrolledAt: string;
  readonly keys: readonly SoftwareKey[];
  readonly statementsIssued: number;
  readonly lastStatement?: StatementRecord;
  /** The latest hundred; absent where none ever was. */
  readonly revokedStatements?: readonly StatementRevocation[];
}

export type SoftwareState = { readonly status: 'absent' } | Software;

const mostKeys = 16;
const mostRevocations = 100;

const decide = (command: SoftwareCommand, state: SoftwareState): readonly SoftwareEvent[] => {
  if (command.type === 'EnrolSoftware') {
    if (state.status !== 'absent') throw new Refused('software-exists');
    const { softwareId, organisationId, details, context } = command;
    return [{ type: 'SoftwareEnrolled', softwareId, organisationId, ...details, enrolledAt: context.at }];
  }
  if (state.status === 'absent') throw new Refused('software-unknown');
  switch (command.type) {
    case 'AmendSoftware':
      return amend(command, state);
    case 'CertifyKey':
      return certify(command, state);
    case 'WithdrawKey':
      if (!state.keys.some(({ kid }) => kid === command.kid)) throw new Refused('key-unknown');
      return [{ type: 'KeyWithdrawn', kid: command.kid, withdrawnAt: command.context.at }];
    case 'RecordStatement':
      return issue(command, state);
    case 'RevokeStatement':
      return revoke(command, state);
  }
};

// Registrations know software by what it was enrolled as; under another name or environment it is other software.
const amend = (
  { details, context }: SoftwareCommand & { type: 'AmendSoftware' },
  { name, environment }: Software,
): readonly SoftwareEvent[] => {
  if (details.name !== name || details.environment !== environment) throw new Refused('software-name-fixed');
  return [{ type: 'SoftwareAmended', ...details, amendedAt: context.at }];
};

const certify = (
  { key, context }: SoftwareCommand & { type: 'CertifyKey' },
  { keys }: Software,
): readonly SoftwareEvent[] => {
  if (keys.some(({ kid }) => kid === key.kid)) return [];
  if (keys.length >= mostKeys) throw new Refused('too-many-keys');
  return [{ type: 'KeyCertified', key: { ...key, certifiedAt: context.at } }];
};

// A statement points at the keys of the software; without one it could authenticate nobody.
const issue = (
  { statement, certified = false }: SoftwareCommand & { type: 'RecordStatement' },
  { keys }: Software,
): readonly SoftwareEvent[] => {
  if (keys.length === 0 && !certified) throw new Refused('software-without-key');
  return [{ type: 'SoftwareStatementIssued', statement }];
};

const revoke = (
  { jti, reason, context }: SoftwareCommand & { type: 'RevokeStatement' },
  { revokedStatements = [] }: Software,
): readonly SoftwareEvent[] => {
  const former = revokedStatements.find((each) => each.jti === jti);
  if (former && former.reason !== reason) throw new Refused('statement-revoked');
  return former ? [] : [{ type: 'SoftwareStatementRevoked', jti, reason, revokedAt: context.at }];
};

const evolve = (state: SoftwareState, event: SoftwareEvent): SoftwareState => {
  if (event.type === 'SoftwareEnrolled') {
    const { type: _type, ...facts } = event;
    return { status: 'enrolled', ...facts, keys: [], statementsIssued: 0 };
  }
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'SoftwareAmended': {
      const { type: _type, amendedAt: _amendedAt, ...details } = event;
      const { onBehalfOf: _before, ...rest } = state;
      return { ...rest, ...details };
    }
    case 'KeyCertified':
      return { ...state, keys: [...state.keys, event.key] };
    case 'KeyWithdrawn':
      return { ...state, keys: state.keys.filter(({ kid }) => kid !== event.kid) };
    case 'SoftwareStatementIssued':
      return {
        ...state,
        statementsIssued: state.statementsIssued + 1,
        lastStatement: withoutPlace(event.statement),
      };
    case 'SoftwareStatementRevoked': {
      const { type: _type, ...revocation } = event;
      const former = state.revokedStatements ?? [];
      return { ...state, revokedStatements: [...former, revocation].slice(-mostRevocations) };
    }
  }
};

/** What everybody may know of a statement; its place in a list is for those who hold it. */
export const withoutPlace = ({ status: _place, ...told }: StatementRecord): Omit<StatementRecord, 'status'> =>
  told;

/** A piece of software of an organisation, with its keys and the statements made of it. */
export const softwareDecider: Decider<SoftwareCommand, SoftwareEvent, SoftwareState> = {
  kind: 'software',
  initial: { status: 'absent' },
  decide,
  evolve,
};
