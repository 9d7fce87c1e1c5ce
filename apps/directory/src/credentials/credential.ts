import type { PublicCredential } from '#contracts';
import type { Aggregate } from '#event-sourcing';
import {
  type Credential,
  credentialDecider,
  type CredentialCommand,
  type CredentialEvent,
  type CredentialState,
} from './credential.decider.js';

/** How credentials are stored; all they hold is public register data, so nothing is sealed. */
export const credentials: Aggregate<CredentialCommand, CredentialEvent, CredentialState> = {
  decider: credentialDecider,
  events: {
    CredentialIssued: { version: 1 },
    CredentialSuspended: { version: 1 },
    CredentialReinstated: { version: 1 },
    CredentialRevoked: { version: 1 },
  },
  publish: (state, event) => {
    if (state.status === 'absent') return undefined;
    const { type, ...detail } = event;
    return { view: publicCredential(state), ...(type !== 'CredentialIssued' && { detail }) };
  },
};

/** What neighbours and lists show of a credential: all but what was signed. */
export const publicCredential = (credential: Credential): PublicCredential => {
  const { token: _token, suspendedBy: _suspendedBy, ...view } = credential;
  return view;
};
