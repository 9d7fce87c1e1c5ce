import type { Aggregate } from '#event-sourcing';
import {
  accountDecider,
  type AccountOpened,
  type AccountState,
  type OpenAccountCommand,
} from './account.decider.js';

/** Accounts as they are stored; nothing of them is public. */
export const accounts: Aggregate<OpenAccountCommand, AccountOpened, AccountState> = {
  decider: accountDecider,
  events: { AccountOpened: { version: 1, sealed: ['signInName', 'credentials'] } },
};
