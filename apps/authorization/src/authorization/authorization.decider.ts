import { type Decider, Refused } from '#event-sourcing';
import type {
  AuthenticatePersonCommand,
  AuthorizationCommand,
  DecideConsentCommand,
  FailAuthorizationCommand,
  IssueCodeCommand,
  NoteCodeRedemptionCommand,
  RequestAuthorizationCommand,
} from './authorization.commands.js';
import type { AuthorizationEvent } from './authorization.events.js';
import { type AuthorizationState, type OpenedAuthorization, requestFacts } from './authorization.state.js';

const request = (command: RequestAuthorizationCommand, state: AuthorizationState): AuthorizationEvent[] => {
  if (state.status !== 'none') throw new Refused('authorization-exists');
  return [{ type: 'AuthorizationRequested', authorizationId: command.authorizationId, ...command.request }];
};

const authenticate = (
  command: AuthenticatePersonCommand,
  state: OpenedAuthorization,
): AuthorizationEvent[] => {
  if (state.status !== 'requested' && state.status !== 'authenticated') return refuseFinished(state);
  refuseExpired(command.context.at, state);
  if (state.status === 'authenticated' && samePerson(state.person, command.person)) return [];
  return [{ type: 'PersonAuthenticated', ...command.person }];
};

const decideConsent = (command: DecideConsentCommand, state: OpenedAuthorization): AuthorizationEvent[] => {
  if (state.status === 'requested') throw new Refused('person-not-authenticated');
  if (state.status === 'failed') throw new Refused('authorization-finished');
  if (state.person.accountId !== command.accountId) throw new Refused('another-person');
  if (state.status !== 'authenticated') return []; // a repeat: the first decision stands
  refuseExpired(command.context.at, state);
  const decisions = inRequestedOrder(command, state.intentIds);
  const granted = decisions.some(({ decision }) => decision === 'approved');
  const type = granted ? 'ConsentGranted' : 'ConsentDenied';
  return [{ type, decisions, decidedAt: command.context.at }];
};

const inRequestedOrder = ({ decisions }: DecideConsentCommand, intentIds: readonly string[]) => {
  if (decisions.length !== intentIds.length) throw new Refused('decision-incomplete');
  return intentIds.map((intentId) => {
    const found = decisions.find((decision) => decision.intentId === intentId);
    if (!found) throw new Refused('decision-incomplete');
    return found;
  });
};

const issueCode = (command: IssueCodeCommand, state: OpenedAuthorization): AuthorizationEvent[] => {
  if (state.status === 'issued') {
    if (state.redeemed) throw new Refused('code-already-redeemed');
    if (command.context.at >= state.codeExpiresAt) throw new Refused('code-expired');
    return []; // a reload gets the same answer again while it is of use
  }
  if (state.status !== 'granted') throw new Refused('consent-not-granted');
  const approved = new Set(state.decisions.filter((d) => d.decision === 'approved').map((d) => d.intentId));
  const intentIds = command.intentIds.filter((intentId) => approved.has(intentId));
  if (intentIds.length === 0) {
    return [{ type: 'AuthorizationFailed', error: 'access_denied', reason: 'intent-no-longer-pending' }];
  }
  const codeExpiresAt = new Date(Date.parse(command.context.at) + command.codeLifetime * 1000).toISOString();
  return [{ type: 'CodeIssued', intentIds, issuedAt: command.context.at, codeExpiresAt }];
};

const fail = (command: FailAuthorizationCommand, state: OpenedAuthorization): AuthorizationEvent[] => {
  if (state.status === 'failed') return [];
  if (state.status !== 'requested' && state.status !== 'authenticated') return refuseFinished(state);
  return [{ type: 'AuthorizationFailed', error: command.error, reason: command.reason }];
};

const noteRedemption = (
  command: NoteCodeRedemptionCommand,
  state: OpenedAuthorization,
): AuthorizationEvent[] =>
  state.status === 'issued' && !state.redeemed
    ? [{ type: 'CodeRedemptionNoted', grantId: command.grantId }]
    : [];

const refuseFinished = (_state: OpenedAuthorization): never => {
  throw new Refused('authorization-finished');
};

const refuseExpired = (at: string, state: OpenedAuthorization): void => {
  if (at >= state.expiresAt) throw new Refused('interaction-expired');
};

const samePerson = (one: { accountId: string; authTime: number; acr: string }, other: typeof one): boolean =>
  one.accountId === other.accountId && one.authTime === other.authTime && one.acr === other.acr;

const decide = (command: AuthorizationCommand, state: AuthorizationState): readonly AuthorizationEvent[] => {
  if (command.type === 'RequestAuthorization') return request(command, state);
  if (state.status === 'none') throw new Refused('authorization-unknown');
  switch (command.type) {
    case 'AuthenticatePerson':
      return authenticate(command, state);
    case 'DecideConsent':
      return decideConsent(command, state);
    case 'IssueCode':
      return issueCode(command, state);
    case 'FailAuthorization':
      return fail(command, state);
    case 'NoteCodeRedemption':
      return noteRedemption(command, state);
  }
};

const evolve = (state: AuthorizationState, event: AuthorizationEvent): AuthorizationState => {
  if (event.type === 'AuthorizationRequested') return { status: 'requested', ...requestFacts(event) };
  const { status: _, ...known } = state as OpenedAuthorization;
  switch (event.type) {
    case 'PersonAuthenticated': {
      const { type: _type, ...person } = event;
      return { ...known, status: 'authenticated', person };
    }
    case 'ConsentGranted':
    case 'ConsentDenied': {
      const status = event.type === 'ConsentGranted' ? 'granted' : 'denied';
      const { decisions, decidedAt } = event;
      return { ...known, status, decisions, decidedAt } as AuthorizationState;
    }
    case 'CodeIssued': {
      const { intentIds, issuedAt, codeExpiresAt } = event;
      const issued = { authorizedIntentIds: intentIds, codeExpiresAt, redeemed: false };
      const at = issuedAt === undefined ? {} : { codeIssuedAt: issuedAt };
      return { ...known, status: 'issued', ...issued, ...at } as AuthorizationState;
    }
    case 'AuthorizationFailed':
      return { ...known, status: 'failed', error: event.error, reason: event.reason };
    case 'CodeRedemptionNoted':
      return { ...known, status: 'issued', redeemed: true } as AuthorizationState;
  }
};

/** One authorization request: asked, taken up by a person, decided, answered. */
export const authorizationDecider: Decider<AuthorizationCommand, AuthorizationEvent, AuthorizationState> = {
  kind: 'authorization',
  initial: { status: 'none' },
  decide,
  evolve,
};
