import { type Command, type Decider, Refused } from '#event-sourcing';

/** A Legal Entity credential as it was signed. */
export interface CredentialDetails {
  /** Absent for the directory's own. */
  readonly organisationId?: string;
  readonly form: 'vc+jwt' | 'dc+sd-jwt';
  /** The identifier that is linked to the legal entity (MEF 128 R6), a DID. */
  readonly subject: string;
  readonly lei: string;
  readonly mayIssue: boolean;
  /** Its place in a status list (Token Status List §6.2), given once for ever. */
  readonly statusList: number;
  readonly statusIndex: number;
  /** What anyone may fetch by its id (R9): a JWT, or an SD-JWT without its disclosures. */
  readonly token: string;
  /** SHA-256 of what was signed, base64url. */
  readonly hash: string;
  readonly validUntil: string;
}

/** Who suspended: `membership` with the organisation, `operator` the credential alone. Each ends only its own suspension. */
export type SuspendedBy = 'membership' | 'operator';

export type CredentialCommand = Command &
  (
    | {
        readonly type: 'IssueCredential';
        readonly credentialId: string;
        readonly details: CredentialDetails;
      }
    | { readonly type: 'SuspendCredential'; readonly by: SuspendedBy; readonly reason: string }
    | { readonly type: 'ReinstateCredential'; readonly by: SuspendedBy }
    | { readonly type: 'RevokeCredential'; readonly reason: string }
  );

export type CredentialEvent =
  | ({
      readonly type: 'CredentialIssued';
      readonly credentialId: string;
      readonly issuedAt: string;
    } & CredentialDetails)
  | {
      readonly type: 'CredentialSuspended';
      readonly by: SuspendedBy;
      readonly reason: string;
      readonly suspendedAt: string;
    }
  | { readonly type: 'CredentialReinstated'; readonly by: SuspendedBy; readonly reinstatedAt: string }
  | { readonly type: 'CredentialRevoked'; readonly reason: string; readonly revokedAt: string };

/** A credential. `status` is the name of its value in the status list (Token Status List §7.1). */
export interface Credential extends CredentialDetails {
  readonly status: 'VALID' | 'SUSPENDED' | 'INVALID';
  readonly credentialId: string;
  readonly issuedAt: string;
  readonly suspendedBy: readonly SuspendedBy[];
}

export type CredentialState = { readonly status: 'absent' } | Credential;

const decide = (command: CredentialCommand, state: CredentialState): readonly CredentialEvent[] => {
  const { at } = command.context;
  if (command.type === 'IssueCredential') {
    if (state.status !== 'absent') throw new Refused('credential-exists');
    const { credentialId, details } = command;
    return [{ type: 'CredentialIssued', credentialId, ...details, issuedAt: at }];
  }
  if (state.status === 'absent') throw new Refused('credential-unknown');
  if (command.type === 'RevokeCredential') {
    if (state.status === 'INVALID') return [];
    return [{ type: 'CredentialRevoked', reason: command.reason, revokedAt: at }];
  }
  // INVALID is for good (Token Status List §7.1): what is revoked is not suspended or reinstated any more.
  if (state.status === 'INVALID') throw new Refused('credential-revoked');
  return change(command, state, at);
};

const change = (
  command: CredentialCommand & { type: 'SuspendCredential' | 'ReinstateCredential' },
  { suspendedBy }: Credential,
  at: string,
): readonly CredentialEvent[] => {
  const { by } = command;
  const already = suspendedBy.includes(by);
  if (command.type === 'ReinstateCredential')
    return already ? [{ type: 'CredentialReinstated', by, reinstatedAt: at }] : [];
  return already ? [] : [{ type: 'CredentialSuspended', by, reason: command.reason, suspendedAt: at }];
};

const evolve = (state: CredentialState, event: CredentialEvent): CredentialState => {
  if (event.type === 'CredentialIssued') {
    const { type: _, ...facts } = event;
    return { status: 'VALID', ...facts, suspendedBy: [] };
  }
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'CredentialSuspended':
      return { ...state, status: 'SUSPENDED', suspendedBy: [...state.suspendedBy, event.by] };
    case 'CredentialReinstated':
      return reinstated(state, event.by);
    case 'CredentialRevoked':
      return { ...state, status: 'INVALID' };
  }
};

const reinstated = (state: Credential, by: SuspendedBy): Credential => {
  const suspendedBy = state.suspendedBy.filter((one) => one !== by);
  return { ...state, status: suspendedBy.length === 0 ? 'VALID' : 'SUSPENDED', suspendedBy };
};

/** The life of a credential: issued, suspended and reinstated, revoked for good. */
export const credentialDecider: Decider<CredentialCommand, CredentialEvent, CredentialState> = {
  kind: 'credential',
  initial: { status: 'absent' },
  decide,
  evolve,
};
