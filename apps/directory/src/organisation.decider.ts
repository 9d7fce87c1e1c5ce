import { type Command, type Decider, Refused } from '#event-sourcing';

/** Facts of a legal entity, as it enrolled. */
export interface OrganisationDetails {
  readonly legalName: string;
  /** ISO 17442 Legal Entity Identifier. */
  readonly lei: string;
  /** ISO 3166-1 alpha-2: the country in the names of its certificates. */
  readonly country?: string;
}

/** A key of the organisation that is published without a certificate, and without an end (UAE `SERVER ENCKEY`). */
export interface OrganisationKey {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly alg: string;
  /** Such as `Enc1`. */
  readonly profile: string;
  readonly environment: 'sandbox' | 'production';
  /** As the JWK set publishes it. */
  readonly jwk: Readonly<Record<string, string>>;
  /** How possession was shown: a signing request is signed by its key, a bare JWK is not. */
  readonly source: 'csr' | 'jwk';
  readonly publishedAt: string;
  /** From here on it is in the set of revoked keys. */
  readonly withdrawnAt?: string;
}

export type OrganisationCommand = Command &
  (
    | {
        readonly type: 'EnrolOrganisation';
        readonly organisationId: string;
        readonly details: OrganisationDetails;
      }
    | { readonly type: 'SuspendOrganisation'; readonly reason: string }
    | { readonly type: 'ReinstateOrganisation' }
    | { readonly type: 'PublishKey'; readonly key: Omit<OrganisationKey, 'publishedAt' | 'withdrawnAt'> }
    | { readonly type: 'WithdrawOrganisationKey'; readonly kid: string }
  );

export type OrganisationEvent =
  | ({
      readonly type: 'OrganisationEnrolled';
      readonly organisationId: string;
      readonly enrolledAt: string;
    } & OrganisationDetails)
  | { readonly type: 'OrganisationSuspended'; readonly reason: string; readonly suspendedAt: string }
  | { readonly type: 'OrganisationReinstated'; readonly reinstatedAt: string }
  | { readonly type: 'OrganisationKeyPublished'; readonly key: OrganisationKey }
  | { readonly type: 'OrganisationKeyWithdrawn'; readonly kid: string; readonly withdrawnAt: string };

/** A member of the trust framework. `status` is what statements carry as `org_status`. */
export interface Organisation extends OrganisationDetails {
  readonly status: 'Active' | 'Suspended';
  readonly organisationId: string;
  readonly enrolledAt: string;
  /** Absent where none ever was. */
  readonly keys?: readonly OrganisationKey[];
}

export type OrganisationState = { readonly status: 'absent' } | Organisation;

const decide = (command: OrganisationCommand, state: OrganisationState): readonly OrganisationEvent[] => {
  if (command.type === 'EnrolOrganisation') return enrol(command, state);
  if (state.status === 'absent') throw new Refused('organisation-unknown');
  const at = command.context.at;
  switch (command.type) {
    case 'SuspendOrganisation':
      return state.status === 'Suspended'
        ? []
        : [{ type: 'OrganisationSuspended', reason: command.reason, suspendedAt: at }];
    case 'ReinstateOrganisation':
      return state.status === 'Active' ? [] : [{ type: 'OrganisationReinstated', reinstatedAt: at }];
    case 'PublishKey':
      return publish(command, state);
    case 'WithdrawOrganisationKey':
      return withdraw(command, state);
  }
};

const mostKeys = 16;

const publish = (
  { key, context }: OrganisationCommand & { type: 'PublishKey' },
  { status, keys = [] }: Organisation,
): readonly OrganisationEvent[] => {
  if (status === 'Suspended') throw new Refused('organisation-suspended');
  if (keys.filter(({ withdrawnAt }) => !withdrawnAt).length >= mostKeys) throw new Refused('too-many-keys');
  return [{ type: 'OrganisationKeyPublished', key: { ...key, publishedAt: context.at } }];
};

const withdraw = (
  { kid, context }: OrganisationCommand & { type: 'WithdrawOrganisationKey' },
  { keys = [] }: Organisation,
): readonly OrganisationEvent[] => {
  const key = keys.find((each) => each.kid === kid);
  if (!key) throw new Refused('key-unknown');
  return key.withdrawnAt ? [] : [{ type: 'OrganisationKeyWithdrawn', kid, withdrawnAt: context.at }];
};

const enrol = (
  command: OrganisationCommand & { type: 'EnrolOrganisation' },
  state: OrganisationState,
): readonly OrganisationEvent[] => {
  if (state.status !== 'absent') throw new Refused('organisation-exists');
  const { organisationId, details, context } = command;
  return [{ type: 'OrganisationEnrolled', organisationId, ...details, enrolledAt: context.at }];
};

const evolve = (state: OrganisationState, event: OrganisationEvent): OrganisationState => {
  if (event.type === 'OrganisationEnrolled') {
    const { organisationId, legalName, lei, country, enrolledAt } = event;
    const details = { legalName, lei, ...(country !== undefined && { country }) };
    return { status: 'Active', organisationId, ...details, enrolledAt };
  }
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'OrganisationSuspended':
      return { ...state, status: 'Suspended' };
    case 'OrganisationReinstated':
      return { ...state, status: 'Active' };
    case 'OrganisationKeyPublished':
      return { ...state, keys: [...(state.keys ?? []), event.key] };
    case 'OrganisationKeyWithdrawn':
      return { ...state, keys: (state.keys ?? []).map((key) => withdrawn(key, event)) };
  }
};

const withdrawn = (
  key: OrganisationKey,
  { kid, withdrawnAt }: OrganisationEvent & { type: 'OrganisationKeyWithdrawn' },
): OrganisationKey => (key.kid === kid ? { ...key, withdrawnAt } : key);

/** Membership of a legal entity: enrolled, and suspended or reinstated by the operator. */
export const organisationDecider: Decider<OrganisationCommand, OrganisationEvent, OrganisationState> = {
  kind: 'organisation',
  initial: { status: 'absent' },
  decide,
  evolve,
};
