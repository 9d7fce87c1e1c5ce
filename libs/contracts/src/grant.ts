import type { KindContract } from './contract.js';
import { closed, listOf, oneOf, reason, text, time } from './schema-parts.js';

/** A token or family of tokens (owner: tokens). Ending it ends them all. */
export interface PublicGrant {
  readonly grantId: string;
  readonly status: 'active' | 'ended';
  /** Why it ended, kebab-case. */
  readonly reason?: string;
  readonly grantType: 'client_credentials' | 'authorization_code';
  readonly clientId: string;
  readonly scope: string;
  readonly sub?: string;
  readonly authorizationId?: string;
  readonly intentIds: readonly string[];
  /** RFC 3339: the last moment at which anything of it can be used. */
  readonly expiresAt: string;
}

/** What `TokenIssued` tells of a token; the token itself is nowhere. */
export interface IssuedToken {
  readonly use: 'access' | 'resource' | 'id' | 'refresh';
  readonly jti: string;
  readonly kid?: string;
  readonly expiresAt: string;
}

const issuedToken = closed(
  { use: oneOf('access', 'resource', 'id', 'refresh'), jti: text, kid: text, expiresAt: time },
  ['kid'],
);

export const grantContract = {
  owner: 'tokens',
  version: 1,
  view: closed(
    {
      grantId: text,
      status: oneOf('active', 'ended'),
      reason: text,
      grantType: oneOf('client_credentials', 'authorization_code'),
      clientId: text,
      scope: text,
      sub: text,
      authorizationId: text,
      intentIds: listOf(text),
      expiresAt: time,
    },
    ['reason', 'sub', 'authorizationId'],
  ),
  // `clientKid` is the key that signed the client's assertion.
  events: {
    TokenIssued: closed({ via: text, scope: text, tokens: listOf(issuedToken), clientKid: text }, [
      'clientKid',
    ]),
    CodeRedeemed: closed({ at: time, clientKid: text }, ['clientKid']),
    TokenRefreshed: closed({ clientKid: text }, ['clientKid']),
    GrantNarrowed: closed({ intentId: text, reason }),
    GrantEnded: closed({ reason }),
  },
} satisfies KindContract;
