import type {
  AuthorizationRequested,
  Hints,
  IntentDecision,
  PersonAuthenticated,
  RequestedAuthentication,
  ResponseMode,
} from './authorization.events.js';

/** What was asked, as it is needed until the answer is given. */
export interface RequestFacts {
  readonly authorizationId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly responseType: string;
  readonly responseMode: ResponseMode;
  readonly scope: string;
  readonly nonce?: string;
  readonly codeChallenge?: string;
  readonly intentIds: readonly string[];
  readonly authentication: RequestedAuthentication;
  readonly browserHash: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  /** Sealed. */
  readonly hints?: Hints;
}

export type Person = Omit<PersonAuthenticated, 'type'>;

export interface Requested extends RequestFacts {
  readonly status: 'requested';
}
export interface Authenticated extends RequestFacts {
  readonly status: 'authenticated';
  readonly person: Person;
}
export interface Decided extends RequestFacts {
  readonly status: 'granted' | 'denied';
  readonly person: Person;
  readonly decisions: readonly IntentDecision[];
  readonly decidedAt: string;
}
export interface Issued extends RequestFacts {
  readonly status: 'issued';
  readonly person: Person;
  readonly decisions: readonly IntentDecision[];
  readonly decidedAt: string;
  /** The intents that the code is good for. */
  readonly authorizedIntentIds: readonly string[];
  readonly codeIssuedAt?: string;
  readonly codeExpiresAt: string;
  readonly redeemed: boolean;
}
export interface Failed extends RequestFacts {
  readonly status: 'failed';
  readonly error: string;
  readonly reason: string;
  readonly person?: Person;
  readonly decisions?: readonly IntentDecision[];
}

/** One authorization request, from the client's question to the answer. */
export type AuthorizationState =
  { readonly status: 'none' } | Requested | Authenticated | Decided | Issued | Failed;

/** An authorization that exists. */
export type OpenedAuthorization = Exclude<AuthorizationState, { readonly status: 'none' }>;

/** The part of the request that state keeps; the proof stays in the event. */
export const requestFacts = (event: AuthorizationRequested): RequestFacts => ({
  authorizationId: event.authorizationId,
  clientId: event.clientId,
  redirectUri: event.redirectUri,
  responseType: event.responseType,
  responseMode: event.responseMode,
  scope: event.scope,
  ...(event.nonce !== undefined && { nonce: event.nonce }),
  ...(event.codeChallenge !== undefined && { codeChallenge: event.codeChallenge }),
  intentIds: event.intentIds,
  authentication: event.authentication,
  browserHash: event.browserHash,
  requestedAt: event.requestedAt,
  expiresAt: event.expiresAt,
  ...(event.hints !== undefined && { hints: event.hints }),
});
