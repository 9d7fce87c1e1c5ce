import type { Aggregate } from '#event-sourcing';
import {
  authorityDecider,
  type AuthorityCommand,
  type AuthorityEvent,
  type AuthorityState,
} from './authority.decider.js';

/** How certification authorities are stored: for this service alone, their private keys encrypted before they come here. */
export const authorities: Aggregate<AuthorityCommand, AuthorityEvent, AuthorityState> = {
  decider: authorityDecider,
  events: { AuthorityEstablished: { version: 1 } },
};
