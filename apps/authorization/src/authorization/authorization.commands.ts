import type { Command } from '#event-sourcing';
import type { AuthorizationRequested, IntentDecision, PersonAuthenticated } from './authorization.events.js';

/** Opens an authorization for a request that passed the pipeline. */
export interface RequestAuthorizationCommand extends Command {
  readonly type: 'RequestAuthorization';
  readonly authorizationId: string;
  readonly request: Omit<AuthorizationRequested, 'type' | 'authorizationId'>;
}

/** Lets a signed-in person take up the request. */
export interface AuthenticatePersonCommand extends Command {
  readonly type: 'AuthenticatePerson';
  readonly person: Omit<PersonAuthenticated, 'type'>;
}

/** Records what the person decided, one decision for every intent. */
export interface DecideConsentCommand extends Command {
  readonly type: 'DecideConsent';
  readonly accountId: string;
  readonly decisions: readonly IntentDecision[];
}

/** Issues the code for the approved intents that are still good. */
export interface IssueCodeCommand extends Command {
  readonly type: 'IssueCode';
  /** The approved intents that their owner confirmed. */
  readonly intentIds: readonly string[];
  /** Seconds. */
  readonly codeLifetime: number;
}

/** Ends the request without a code. */
export interface FailAuthorizationCommand extends Command {
  readonly type: 'FailAuthorization';
  readonly error: string;
  readonly reason: string;
}

/** Remembers that the code is spent. */
export interface NoteCodeRedemptionCommand extends Command {
  readonly type: 'NoteCodeRedemption';
  readonly grantId: string;
}

export type AuthorizationCommand =
  | RequestAuthorizationCommand
  | AuthenticatePersonCommand
  | DecideConsentCommand
  | IssueCodeCommand
  | FailAuthorizationCommand
  | NoteCodeRedemptionCommand;
