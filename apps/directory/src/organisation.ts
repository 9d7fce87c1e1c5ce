import type { Aggregate } from '#event-sourcing';
import {
  organisationDecider,
  type OrganisationCommand,
  type OrganisationEvent,
  type OrganisationState,
} from './organisation.decider.js';

/** How organisations are stored; all they hold is public register data, so nothing is sealed. */
export const organisations: Aggregate<OrganisationCommand, OrganisationEvent, OrganisationState> = {
  decider: organisationDecider,
  events: {
    OrganisationEnrolled: { version: 1 },
    OrganisationSuspended: { version: 1 },
    OrganisationReinstated: { version: 1 },
    OrganisationKeyPublished: { version: 1 },
    OrganisationKeyWithdrawn: { version: 1 },
  },
  publish: (state, event) =>
    state.status === 'absent'
      ? undefined
      : { view: state, ...(kidOf(event) && { detail: { kid: kidOf(event) } }) },
};

const kidOf = (event: OrganisationEvent): string | undefined => {
  if (event.type === 'OrganisationKeyPublished') return event.key.kid;
  return event.type === 'OrganisationKeyWithdrawn' ? event.kid : undefined;
};
