import type { AuthorizationState, OpenedAuthorization } from '../authorization/authorization.state.js';
import type { LiveSession } from '../session/session.decider.js';
import { ACR_SCA, demandsSca, prefersSca } from '../sign-in/authentication-context.js';

/** What an interaction needs next. */
export type NextStep =
  | { readonly step: 'unknown' }
  /** Too late: the client is told. */
  | { readonly step: 'expired' }
  /** The request allows no page, and one would be needed (OIDC Core §3.1.2.6). */
  | { readonly step: 'refuse'; readonly error: 'login_required' | 'consent_required' }
  | { readonly step: 'sign-in'; readonly factors: readonly ('password' | 'totp')[] }
  | { readonly step: 'consent' }
  /** Decided, and the answer can be given (again). */
  | { readonly step: 'answer' }
  /** Answered, and the answer was used. */
  | { readonly step: 'finished' };

/** What is known of who sits at the browser. */
export interface Visitor {
  readonly session: LiveSession | undefined;
  /** Whether their account has a second factor. */
  readonly hasSecondFactor: boolean;
  readonly at: string;
}

/** Decides what comes next, from the state of the request and the session of the browser. */
export const nextStep = (state: AuthorizationState, visitor: Visitor): NextStep => {
  switch (state.status) {
    case 'none':
      return { step: 'unknown' };
    case 'requested':
    case 'authenticated':
      return visitor.at >= state.expiresAt ? { step: 'expired' } : pageFor(state, visitor);
    case 'granted':
    case 'denied':
    case 'failed':
      return { step: 'answer' };
    case 'issued': {
      const open = !state.redeemed && visitor.at < state.codeExpiresAt;
      return open ? { step: 'answer' } : { step: 'finished' };
    }
  }
};

const pageFor = (state: OpenedAuthorization, visitor: Visitor): NextStep => {
  const { acrValues, prompt } = state.authentication;
  const missing = missingFactors(state, visitor);
  if (prompt.includes('none')) {
    return { step: 'refuse', error: missing.length > 0 ? 'login_required' : 'consent_required' };
  }
  if (missing.length === 0) return { step: 'consent' };
  const both = missing.includes('password') && prefersSca(acrValues);
  return { step: 'sign-in', factors: both ? ['password', 'totp'] : missing };
};

const missingFactors = (state: OpenedAuthorization, visitor: Visitor): ('password' | 'totp')[] => {
  const { session } = visitor;
  if (!session || !isRecent(state, session)) return ['password'];
  const { acrValues } = state.authentication;
  if (!prefersSca(acrValues) || session.acr === ACR_SCA) return [];
  if (visitor.hasSecondFactor) return ['totp']; // step-up: the password was just given
  return demandsSca(acrValues) ? ['password'] : [];
};

// OIDC Core §3.1.2.1, MEF 128 O7: both are measured from the request, so that signing in for it is always recent enough.
const isRecent = (state: OpenedAuthorization, session: LiveSession): boolean => {
  const requested = Math.floor(Date.parse(state.requestedAt) / 1000);
  const { maxAge, prompt } = state.authentication;
  const again = prompt.includes('login') || prompt.includes('select_account');
  const oldest = again ? requested : requested - (maxAge ?? Number.POSITIVE_INFINITY);
  return session.authTime >= oldest;
};
