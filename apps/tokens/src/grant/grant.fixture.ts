import type { Context } from '#event-sourcing';
import { EndGrant, IssueToken, NarrowGrant, RedeemCode, RotateRefreshToken } from './grant.commands.js';
import type {
  CodeRedeemed,
  GrantEnded,
  GrantNarrowed,
  GrantTerms,
  TokenIssued,
  Via,
} from './grant.events.js';

/** Times of one afternoon; the code of the story is good until 12:01. */
export const at = (clock: string): string => `2026-11-22T${clock}:00.000Z`;

export const contextAt = (clock: string): Context => ({
  commandId: 'c1',
  at: at(clock),
  actor: { kind: 'client', id: 'client' },
  correlationId: 'trace',
});

export const terms: GrantTerms = {
  grantId: 'grant',
  grantType: 'authorization_code',
  clientId: 'client',
  scope: 'openid createQuote',
  intentIds: ['urn:assent:intent:one', 'urn:assent:intent:two'],
  expiresAt: at('18:00'),
  authorizationId: 'authorization',
  sub: 'person',
};

export const tokens = [{ use: 'access' as const, jti: 'jti', kid: 'kid', expiresAt: at('12:05') }];
export const first = { hash: 'first', expiresAt: at('18:00') };
export const second = { hash: 'second', expiresAt: at('18:00') };

const issue = { terms, scope: terms.scope, tokens, clientKid: 'client-kid' };

export const frontChannel = (clock = '12:00') =>
  new IssueToken(contextAt(clock), 'front_channel', { terms, scope: terms.scope, tokens });

export const redeem = (clock = '12:00', intentIds = terms.intentIds) =>
  new RedeemCode(contextAt(clock), {
    ...issue,
    terms: { ...terms, intentIds },
    clientKid: 'client-kid',
    codeExpiresAt: at('12:01'),
    refresh: first,
  });

export const refresh = (presented: string, clock = '13:00') =>
  new RotateRefreshToken(contextAt(clock), { ...issue, clientKid: 'client-kid', presented, refresh: second });

export const narrow = (intentId: string, reason = 'intent-revoked') =>
  new NarrowGrant(contextAt('12:02'), 'grant', intentId, reason);

export const end = new EndGrant(contextAt('12:02'), 'grant', 'revoked-by-client');

export const issued = (via: Via): TokenIssued => ({
  type: 'TokenIssued',
  via,
  terms,
  scope: terms.scope,
  tokens,
  ...(via !== 'front_channel' && { clientKid: 'client-kid' }),
});

export const redeemed: CodeRedeemed = {
  type: 'CodeRedeemed',
  terms,
  at: at('12:00'),
  clientKid: 'client-kid',
  refresh: first,
};

export const refreshed = { type: 'TokenRefreshed' as const, clientKid: 'client-kid', refresh: second };

export const narrowed = (intentId: string, reason = 'intent-revoked'): GrantNarrowed => ({
  type: 'GrantNarrowed',
  intentId,
  reason,
});

export const ended = (reason: string): GrantEnded => ({ type: 'GrantEnded', reason });
