import type { SuspensionCause } from '#contracts';
import type { ClientEvent, ClientRegistered, Evidence, PolicyDecision } from './client.events.js';
import type { ClientState, RegisteredClient } from './client.state.js';

/** A client after one more event. */
export const evolve = (state: ClientState, event: ClientEvent): ClientState => {
  if (event.type === 'ClientRegistered') return registered(event);
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'ClientUpdated': {
      const { client, voucher, softwareStatement } = event;
      return { ...state, client, voucher, softwareStatement };
    }
    case 'RegistrationPolicyApplied': {
      const { type: _type, appliedAt: _appliedAt, ...decision } = event;
      return { ...state, decision };
    }
    case 'ClientCertificatesNoted':
      return state.decision
        ? { ...state, decision: withCertificates(state.decision, event.evidence) }
        : state;
    case 'RegistrationTokenRenewed':
      return { ...state, tokenHash: event.tokenHash };
    case 'ClientDeleted':
      return { ...withoutSuspension(state), status: 'deleted' };
    case 'ClientSuspended':
      return suspended(state, event.cause, event.suspendedAt);
    case 'SuspensionCauseEnded':
      return without(state, event.cause);
    case 'ClientReinstated':
      return { ...withoutSuspension(state), status: 'active', reinstatedAt: event.reinstatedAt };
  }
};

const withCertificates = (decision: PolicyDecision, certificates: readonly Evidence[]): PolicyDecision => ({
  ...decision,
  evidence: [...decision.evidence.filter(({ kind }) => kind !== 'certificate'), ...certificates],
});

const registered = (event: ClientRegistered): RegisteredClient => {
  const { clientId, tokenHash, requestHash, client, voucher, softwareStatement, registeredAt } = event;
  const registeredBy = { jti: voucher.jti, issuer: voucher.issuer, requestHash };
  return {
    status: 'active',
    clientId,
    tokenHash,
    client,
    voucher,
    softwareStatement,
    registeredBy,
    registeredAt,
  };
};

const suspended = (state: RegisteredClient, cause: SuspensionCause, at: string): RegisteredClient => {
  const { since, causes } = without(state, cause).suspension ?? { since: at, causes: [] };
  return { ...state, status: 'suspended', suspension: { since, causes: [...causes, cause] } };
};

const without = (state: RegisteredClient, { kind, id }: SuspensionCause): RegisteredClient => {
  if (!state.suspension) return state;
  const causes = state.suspension.causes.filter((cause) => cause.kind !== kind || cause.id !== id);
  return { ...state, suspension: { ...state.suspension, causes } };
};

const withoutSuspension = (state: RegisteredClient): RegisteredClient => {
  const { suspension: _suspension, ...others } = state;
  return others;
};
