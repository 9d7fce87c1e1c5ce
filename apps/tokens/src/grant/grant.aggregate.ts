import type { PublicGrant } from '#contracts';
import type { Aggregate, Publication } from '#event-sourcing';
import type { GrantCommand } from './grant.commands.js';
import { type GrantState, grantDecider, remainingIntents } from './grant.decider.js';
import type { GrantEvent } from './grant.events.js';

/** The grant as neighbours see it: never a hash, never a token. Undefined before anything was issued. */
export const publicGrant = (state: GrantState): PublicGrant | undefined => {
  if (state.status === 'unopened') return undefined;
  const { grantId, grantType, clientId, scope, expiresAt, authorizationId, sub } = state.terms;
  return {
    grantId,
    status: state.status,
    ...(state.status === 'ended' && { reason: state.reason }),
    grantType,
    clientId,
    scope,
    ...(sub && { sub }),
    ...(authorizationId && { authorizationId }),
    intentIds: remainingIntents(state),
    expiresAt,
  };
};

/** What is particular to the event: which tokens, made by which keys, asked for by which key. */
const detailOf = (event: GrantEvent): object => {
  switch (event.type) {
    case 'TokenIssued':
      return { via: event.via, scope: event.scope, tokens: event.tokens, ...kidOf(event) };
    case 'CodeRedeemed':
      return { at: event.at, ...kidOf(event) };
    case 'TokenRefreshed':
      return kidOf(event);
    case 'GrantNarrowed':
      return { intentId: event.intentId, reason: event.reason };
    case 'GrantEnded':
      return { reason: event.reason };
  }
};

const kidOf = ({ clientKid }: { readonly clientKid?: string }): object => (clientKid ? { clientKid } : {});

const publish = (state: GrantState, event: GrantEvent): Publication | undefined => {
  const view = publicGrant(state);
  return view && { view, detail: detailOf(event) };
};

export const grants: Aggregate<GrantCommand, GrantEvent, GrantState> = {
  decider: grantDecider,
  events: {
    TokenIssued: { version: 1 },
    CodeRedeemed: { version: 1 },
    TokenRefreshed: { version: 1 },
    GrantNarrowed: { version: 1 },
    GrantEnded: { version: 1 },
  },
  publish,
};
