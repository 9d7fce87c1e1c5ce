import { Injectable } from '@nestjs/common';
import type { PublicClient } from '#contracts';
import { Refused } from '#event-sourcing';
import { ClientKeys } from '#oauth';
import { Replicas } from '#replicas';

/** The software that asks, as registration knows it, and the keys that it reads its answers with. */
@Injectable()
export class Clients {
  constructor(
    private readonly replicas: Replicas,
    private readonly keys: ClientKeys,
  ) {}

  /** Throws `Refused('client-gone' | 'client-suspended')`. */
  async active(clientId: string): Promise<PublicClient> {
    const satisfying = ({ status }: PublicClient) => status === 'active';
    const client = (await this.replicas.get('client', clientId, { satisfying }))?.view;
    if (client?.status === 'suspended') throw new Refused('client-suspended');
    if (client?.status !== 'active') throw new Refused('client-gone');
    return client;
  }

  /** Encrypts an id_token where its client registered that. Throws `Refused('no-encryption-key' | 'jwks-unavailable')`. */
  encrypt(client: PublicClient, idToken: string): Promise<string> {
    return this.keys.encryptIdToken(client, idToken);
  }
}
