import type { PublicClient } from '#contracts';
import type { Aggregate, Publication } from '#event-sourcing';
import type { ClientCommand } from './client.commands.js';
import { clientDecider } from './client.decider.js';
import type { ClientEvent, Evidence, RegistrationPolicyApplied } from './client.events.js';
import type { ClientState, RegisteredClient } from './client.state.js';

/** A client as its neighbours see it. */
export const publicClient = ({
  clientId,
  status,
  client,
  decision,
  suspension,
  reinstatedAt,
}: RegisteredClient): PublicClient => ({
  clientId,
  status,
  ...client,
  ...(decision?.legalEntity && { identifier: decision.legalEntity.identifier }),
  ...(suspension && { suspension }),
  ...(reinstatedAt !== undefined && { reinstatedAt }),
});

// Not the certificates themselves: their names are enough to find them.
const named = (evidence: readonly Evidence[]): readonly object[] =>
  evidence.map(({ x5c: _x5c, ...name }) => name);

const decisionDetail = ({ policy, rules, evidence, legalEntity }: RegistrationPolicyApplied): object => ({
  policy,
  rules,
  evidence: named(evidence),
  ...(legalEntity && { legalEntity }),
});

const publish = (state: ClientState, event: ClientEvent): Publication | undefined => {
  if (state.status === 'absent') return undefined;
  const view = publicClient(state);
  switch (event.type) {
    case 'RegistrationTokenRenewed':
      return undefined;
    case 'ClientRegistered':
    case 'ClientUpdated':
    case 'ClientDeleted': {
      const { issuer, jti, kid } = state.voucher;
      return { view, detail: { statement: { issuer, jti, kid } } };
    }
    case 'RegistrationPolicyApplied':
      return { view, detail: decisionDetail(event) };
    case 'ClientCertificatesNoted':
      return { view, detail: { evidence: named(event.evidence) } };
    case 'ClientSuspended':
    case 'SuspensionCauseEnded':
    case 'ClientReinstated':
      return { view, detail: { cause: event.cause } };
  }
};

/** How clients are stored. The statement is a signed credential, so it is sealed; neighbours learn of its `jti` and key only. */
export const clients: Aggregate<ClientCommand, ClientEvent, ClientState> = {
  decider: clientDecider,
  events: {
    ClientRegistered: { version: 1, sealed: ['softwareStatement'] },
    ClientUpdated: { version: 1, sealed: ['softwareStatement'] },
    RegistrationPolicyApplied: { version: 1 },
    ClientCertificatesNoted: { version: 1 },
    RegistrationTokenRenewed: { version: 1 },
    ClientDeleted: { version: 1 },
    ClientSuspended: { version: 1 },
    SuspensionCauseEnded: { version: 1 },
    ClientReinstated: { version: 1 },
  },
  publish,
};
