import { type Command, type Decider, Refused } from '#event-sourcing';

/** Facts of a legal entity, as it enrolled. */
export interface OrganisationDetails {
  readonly legalName: string;
  /** ISO 17442 Legal Entity Identifier. */
  readonly lei: string;
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
  );

export type OrganisationEvent =
  | ({
      readonly type: 'OrganisationEnrolled';
      readonly organisationId: string;
      readonly enrolledAt: string;
    } & OrganisationDetails)
  | { readonly type: 'OrganisationSuspended'; readonly reason: string; readonly suspendedAt: string }
  | { readonly type: 'OrganisationReinstated'; readonly reinstatedAt: string };

/** A member of the trust framework. `status` is what statements carry as `org_status`. */
export interface Organisation extends OrganisationDetails {
  readonly status: 'Active' | 'Suspended';
  readonly organisationId: string;
  readonly enrolledAt: string;
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
  }
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
    const { organisationId, legalName, lei, enrolledAt } = event;
    return { status: 'Active', organisationId, legalName, lei, enrolledAt };
  }
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'OrganisationSuspended':
      return { ...state, status: 'Suspended' };
    case 'OrganisationReinstated':
      return { ...state, status: 'Active' };
  }
};

/** Membership of a legal entity: enrolled, and suspended or reinstated by the operator. */
export const organisationDecider: Decider<OrganisationCommand, OrganisationEvent, OrganisationState> = {
  kind: 'organisation',
  initial: { status: 'absent' },
  decide,
  evolve,
};
