import { Injectable } from '@nestjs/common';
import { EventStore, Refused } from '#event-sourcing';
import { clients } from './client/client.js';
import type { ClientState, RegisteredClient } from './client/client.state.js';
import { isRegistrationToken } from './registration-token.js';

const nobody = 'A'.repeat(43);

/** Lets in who holds a client's registration access token (RFC 7592 §2). */
@Injectable()
export class RegistrationAccess {
  constructor(private readonly store: EventStore) {}

  /**
   * Throws `Refused('registration-token-not-valid')`, and the same for an unknown or deleted client
   * (RFC 7592 §2.1), so that nobody learns which clients there are. A suspended client gets in: to read why, and to
   * bring something better.
   */
  async open(clientId: string, token: string | undefined): Promise<RegisteredClient> {
    const state = (await this.store.load(clients, clientId))?.state;
    const client = state && isThere(state) ? state : undefined;
    const holds = isRegistrationToken(token ?? '', client?.tokenHash ?? nobody);
    if (!client || !holds) throw new Refused('registration-token-not-valid');
    return client;
  }
}

const isThere = (state: ClientState): state is RegisteredClient =>
  state.status === 'active' || state.status === 'suspended';
