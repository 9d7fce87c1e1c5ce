import type { PublicAuthorization } from '#contracts';
import type { Aggregate, Publication } from '#event-sourcing';
import type { AuthorizationCommand } from './authorization.commands.js';
import { authorizationDecider } from './authorization.decider.js';
import type { AuthorizationEvent, IntentDecision } from './authorization.events.js';
import type { AuthorizationState, Issued, OpenedAuthorization } from './authorization.state.js';

const publicStatus = (state: OpenedAuthorization): PublicAuthorization['status'] => {
  switch (state.status) {
    case 'requested':
    case 'authenticated':
      return 'requested';
    case 'granted':
    case 'issued':
      return 'granted';
    case 'denied':
    case 'failed':
      return state.status;
  }
};

// An approval that the intent's owner did not confirm gives nothing, so neighbours do not see it as one.
const effectiveDecisions = (state: OpenedAuthorization): PublicAuthorization['intents'] => {
  const decided: readonly IntentDecision[] = 'decisions' in state ? (state.decisions ?? []) : [];
  const confirmed = state.status === 'issued' ? new Set(state.authorizedIntentIds) : undefined;
  return state.intentIds.map((intentId) => {
    const decision = decided.find((d) => d.intentId === intentId)?.decision;
    if (decision === undefined) return { intentId };
    const stands = decision === 'declined' || !confirmed || confirmed.has(intentId);
    return { intentId, decision: stands ? decision : 'declined' };
  });
};

const publicView = (state: OpenedAuthorization): PublicAuthorization => {
  const person = 'person' in state ? state.person : undefined;
  return {
    authorizationId: state.authorizationId,
    status: publicStatus(state),
    clientId: state.clientId,
    redirectUri: state.redirectUri,
    responseType: state.responseType,
    scope: state.scope,
    ...(state.nonce !== undefined && { nonce: state.nonce }),
    ...(state.codeChallenge !== undefined && { codeChallenge: state.codeChallenge }),
    intents: effectiveDecisions(state),
    ...(person && { sub: person.sub, acr: person.acr, amr: person.amr, authTime: person.authTime }),
    ...(state.status === 'issued' && codeOf(state)),
  };
};

const codeOf = ({ codeIssuedAt, codeExpiresAt }: Issued): Partial<PublicAuthorization> => ({
  ...(codeIssuedAt !== undefined && { codeIssuedAt }),
  codeExpiresAt,
});

const detailOf = (event: AuthorizationEvent): object | undefined => {
  switch (event.type) {
    case 'AuthorizationRequested':
      return { evidence: event.evidence };
    case 'ConsentGranted':
    case 'ConsentDenied':
      return { decisions: event.decisions, decidedAt: event.decidedAt };
    case 'CodeIssued':
      return { intentIds: event.intentIds, codeExpiresAt: event.codeExpiresAt };
    case 'AuthorizationFailed':
      return { error: event.error, reason: event.reason };
    case 'PersonAuthenticated':
    case 'CodeRedemptionNoted':
      return undefined;
  }
};

const publish = (state: AuthorizationState, event: AuthorizationEvent): Publication | undefined => {
  if (state.status === 'none' || event.type === 'CodeRedemptionNoted') return undefined;
  const detail = detailOf(event);
  return { view: publicView(state), ...(detail && { detail }) };
};

/** Authorizations as they are stored and published. */
export const authorizations: Aggregate<AuthorizationCommand, AuthorizationEvent, AuthorizationState> = {
  decider: authorizationDecider,
  events: {
    AuthorizationRequested: { version: 1, sealed: ['hints', 'requestObject'] },
    PersonAuthenticated: { version: 1 },
    ConsentGranted: { version: 1 },
    ConsentDenied: { version: 1 },
    CodeIssued: { version: 1 },
    AuthorizationFailed: { version: 1 },
    CodeRedemptionNoted: { version: 1 },
  },
  publish,
};
