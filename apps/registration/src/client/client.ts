import type { PublicClient } from '#contracts';
import type { Aggregate } from '#event-sourcing';
import {
  clientDecider,
  type ClientCommand,
  type ClientEvent,
  type ClientState,
  type RegisteredClient,
} from './client.decider.js';

/** How clients are stored. The statement is a signed credential, so it is sealed; neighbours learn of its `jti` and key only. */
export const clients: Aggregate<ClientCommand, ClientEvent, ClientState> = {
  decider: clientDecider,
  events: {
    ClientRegistered: { version: 1, sealed: ['softwareStatement'] },
    ClientUpdated: { version: 1, sealed: ['softwareStatement'] },
    RegistrationTokenRenewed: { version: 1 },
    ClientDeleted: { version: 1 },
  },
  publish: (state, event) => {
    if (state.status === 'absent' || event.type === 'RegistrationTokenRenewed') return undefined;
    const { issuer, jti, kid } = state.voucher;
    return { view: publicClient(state), detail: { statement: { issuer, jti, kid } } };
  },
};

/** A client as its neighbours see it. */
export const publicClient = ({ clientId, status, client }: RegisteredClient): PublicClient => ({
  clientId,
  status,
  ...client,
});
