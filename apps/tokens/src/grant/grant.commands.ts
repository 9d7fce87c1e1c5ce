import type { IssuedToken } from '#contracts';
import type { Claim, Command, Context } from '#event-sourcing';
import type { GrantTerms, RefreshTerms, Via } from './grant.events.js';

/** `claims` of a command: the client assertion's `jti`, which is used up together with the effect. */
type Claims = readonly Claim[];

/** Tokens that are signed already, but are of no use before the event that tells of them is durable. */
export interface Issue {
  readonly terms: GrantTerms;
  readonly scope: string;
  readonly tokens: readonly IssuedToken[];
  readonly clientKid?: string;
}

export interface Redemption extends Issue {
  readonly clientKid: string;
  /** RFC 3339: end of the code's 60 seconds. */
  readonly codeExpiresAt: string;
  readonly refresh?: RefreshTerms;
}

export interface Rotation extends Issue {
  readonly clientKid: string;
  /** Hash of the refresh token that was presented. */
  readonly presented: string;
  readonly refresh: RefreshTerms;
}

/** Opens a grant, or adds to one, without a code: `client_credentials`, or the front channel before its code is redeemed. */
export class IssueToken implements Command {
  readonly type = 'IssueToken';
  readonly grantId: string;
  constructor(
    readonly context: Context,
    readonly via: Extract<Via, 'client_credentials' | 'front_channel'>,
    readonly issue: Issue,
    readonly claims: Claims = [],
  ) {
    this.grantId = issue.terms.grantId;
  }
}

export class RedeemCode implements Command {
  readonly type = 'RedeemCode';
  readonly grantId: string;
  constructor(
    readonly context: Context,
    readonly redemption: Redemption,
    readonly claims: Claims = [],
  ) {
    this.grantId = redemption.terms.grantId;
  }
}

export class RotateRefreshToken implements Command {
  readonly type = 'RotateRefreshToken';
  readonly grantId: string;
  constructor(
    readonly context: Context,
    readonly rotation: Rotation,
    readonly claims: Claims = [],
  ) {
    this.grantId = rotation.terms.grantId;
  }
}

/** One intent of the grant was consumed, revoked, withdrawn or has expired. */
export class NarrowGrant implements Command {
  readonly type = 'NarrowGrant';
  readonly claims: Claims = [];
  constructor(
    readonly context: Context,
    readonly grantId: string,
    readonly intentId: string,
    readonly reason: string,
  ) {}
}

export class EndGrant implements Command {
  readonly type = 'EndGrant';
  constructor(
    readonly context: Context,
    readonly grantId: string,
    readonly reason: string,
    readonly claims: Claims = [],
  ) {}
}

export type GrantCommand = IssueToken | RedeemCode | RotateRefreshToken | NarrowGrant | EndGrant;
