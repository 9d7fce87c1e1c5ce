import { type Decider, Refused } from '#event-sourcing';
import type {
  GrantCommand,
  Issue,
  IssueToken,
  NarrowGrant,
  RedeemCode,
  RotateRefreshToken,
} from './grant.commands.js';
import type { GrantEvent, GrantTerms, RefreshTerms, TokenIssued, Via } from './grant.events.js';

/** Nothing was issued yet; an intent may be over before its code is redeemed, and the grant remembers. */
export interface Unopened {
  readonly status: 'unopened';
  readonly barred: readonly string[];
}

export interface Active {
  readonly status: 'active';
  readonly terms: GrantTerms;
  /** Intents that are over. */
  readonly barred: readonly string[];
  readonly redeemedAt?: string;
  readonly refresh?: RefreshTerms;
}

export interface Ended {
  readonly status: 'ended';
  readonly terms: GrantTerms;
  readonly barred: readonly string[];
  readonly reason: string;
  readonly redeemedAt?: string;
}

export type GrantState = Unopened | Active | Ended;

const decide = (command: GrantCommand, state: GrantState): readonly GrantEvent[] => {
  switch (command.type) {
    case 'IssueToken':
      return issue(command, state);
    case 'RedeemCode':
      return redeem(command, state);
    case 'RotateRefreshToken':
      return rotate(command, state);
    case 'NarrowGrant':
      return narrow(command, state);
    case 'EndGrant':
      return state.status === 'active' ? [{ type: 'GrantEnded', reason: command.reason }] : [];
  }
};

const issue = (command: IssueToken, state: GrantState): readonly GrantEvent[] => {
  if (state.status === 'ended') throw new Refused('grant-ended');
  if (state.status === 'active' && state.redeemedAt) throw new Refused('code-already-redeemed');
  refuseBarred(command.issue, state);
  return [issued(command.via, command.issue)];
};

/** RFC 6749 §4.1.2: a code works once, and a second use ends all that came of the first, however late it comes. */
const redeem = (command: RedeemCode, state: GrantState): readonly GrantEvent[] => {
  const { redemption, context } = command;
  if (state.status === 'ended') throw new Refused('grant-ended');
  if (state.status === 'active' && state.redeemedAt) return [{ type: 'GrantEnded', reason: 'code-reused' }];
  if (Date.parse(context.at) >= Date.parse(redemption.codeExpiresAt)) throw new Refused('code-expired');
  refuseBarred(redemption, state);
  const { terms, clientKid, refresh } = redemption;
  return [
    { type: 'CodeRedeemed', terms, at: context.at, clientKid, ...(refresh && { refresh }) },
    issued('authorization_code', redemption),
  ];
};

/** RFC 6749 §10.4: each refresh token works once; an older one coming back means that two hold it, so the family ends. */
const rotate = (command: RotateRefreshToken, state: GrantState): readonly GrantEvent[] => {
  const { rotation, context } = command;
  if (state.status !== 'active' || !state.refresh) throw new Refused('grant-ended');
  if (rotation.presented !== state.refresh.hash)
    return [{ type: 'GrantEnded', reason: 'refresh-token-reused' }];
  if (Date.parse(context.at) >= Date.parse(state.refresh.expiresAt))
    throw new Refused('refresh-token-expired');
  refuseBarred(rotation, state);
  const { clientKid, refresh } = rotation;
  return [{ type: 'TokenRefreshed', clientKid, refresh }, issued('refresh_token', rotation)];
};

/**
 * A used intent was not taken back: nothing new comes of its grant, but what it led to may be read with the tokens that
 * are out, for the minutes they have. An intent that was taken back takes them with it.
 */
const CONSUMED = 'intent-consumed';

const narrow = ({ intentId, reason }: NarrowGrant, state: GrantState): readonly GrantEvent[] => {
  if (state.status === 'ended' || state.barred.includes(intentId)) return [];
  const narrowed: GrantEvent = { type: 'GrantNarrowed', intentId, reason };
  if (state.status === 'unopened') return [narrowed];
  if (!state.terms.intentIds.includes(intentId)) return [];
  const last = remainingIntents(state).every((id) => id === intentId);
  return last && reason !== CONSUMED ? [{ type: 'GrantEnded', reason }] : [narrowed];
};

const issued = (via: Via, { terms, scope, tokens, clientKid }: Issue): TokenIssued => ({
  type: 'TokenIssued',
  via,
  terms,
  scope,
  tokens,
  ...(clientKid && { clientKid }),
});

/** An intent may have ended between the look at it and this append: here the race is decided. */
const refuseBarred = ({ terms }: Issue, state: GrantState): void => {
  if (terms.intentIds.some((id) => state.barred.includes(id))) throw new Refused('intent-not-authorized');
};

/** Intents that the grant still allows. */
export const remainingIntents = (state: Active | Ended): readonly string[] =>
  state.terms.intentIds.filter((id) => !state.barred.includes(id));

const evolve = (state: GrantState, event: GrantEvent): GrantState => {
  switch (event.type) {
    case 'TokenIssued':
      return { ...opened(state), terms: event.terms };
    case 'CodeRedeemed':
      return {
        ...opened(state),
        terms: event.terms,
        redeemedAt: event.at,
        ...(event.refresh && { refresh: event.refresh }),
      };
    case 'TokenRefreshed':
      return { ...(state as Active), refresh: event.refresh };
    case 'GrantNarrowed':
      return { ...state, barred: [...state.barred, event.intentId] };
    case 'GrantEnded':
      return ended(state as Active, event.reason);
  }
};

const opened = (state: GrantState): Omit<Active, 'terms'> => ({ ...state, status: 'active' });

const ended = ({ terms, barred, redeemedAt }: Active, reason: string): Ended => ({
  status: 'ended',
  terms,
  barred,
  reason,
  ...(redeemedAt && { redeemedAt }),
});

/** All tokens that came of one authorization, or of one client-credentials request; ending it ends them all. */
export const grantDecider: Decider<GrantCommand, GrantEvent, GrantState> = {
  kind: 'grant',
  initial: { status: 'unopened', barred: [] },
  decide,
  evolve,
};
