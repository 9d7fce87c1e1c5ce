import type { Configuration } from 'openid-client';
import type { Buyer } from '../buyer.js';
import type { Person } from '../browser/person.js';
import type { Narrator } from './narrator.js';
import type { WalkState } from './walk-state.js';

/** What all steps of one walk share. */
export interface Walk {
  readonly buyer: Buyer;
  readonly person: Person;
  /** The `Quote_Create` to ask for. */
  readonly quote: unknown;
  readonly narrator: Narrator;
  /** Of the last step before: the Seller's configuration and the client's own access token. */
  readonly session: { configuration?: Configuration; accessToken?: string };
  /** Milliseconds to wait for a notification. */
  readonly notificationWithin: number;
  /** Keeps what was acknowledged, also within a step. */
  readonly keep: (state: WalkState) => void;
}

/** One or more of the ten steps: looks at what is known, does what is left, and gives what is known after. */
export type Step = (walk: Walk, state: WalkState) => Promise<WalkState>;

export const configurationOf = ({ session }: Walk): Configuration => {
  if (!session.configuration) throw new Error('the Seller has not been discovered yet');
  return session.configuration;
};

export const accessTokenOf = ({ session }: Walk): string => {
  if (session.accessToken === undefined) throw new Error('there is no access token of the client yet');
  return session.accessToken;
};
