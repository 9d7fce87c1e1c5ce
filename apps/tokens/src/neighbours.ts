import { Injectable } from '@nestjs/common';
import type { PublicAuthorization, PublicClient, PublicIntent } from '#contracts';
import { Clock } from '#event-sourcing';
import { Replicas } from '#replicas';

/** What this service asks about authorizations, intents and clients; answered by replicas, and by their owners when those are behind. */
@Injectable()
export class Neighbours {
  constructor(
    private readonly replicas: Replicas,
    private readonly clock: Clock,
  ) {}

  /** The authorization, at least as new as `minimumVersion`. */
  async authorization(id: string, minimumVersion: number): Promise<PublicAuthorization | undefined> {
    return (await this.replicas.get('authorization', id, { minimumVersion }))?.view;
  }

  /** The intent if it is authorized and its time is not over. */
  async authorizedIntent(intentId: string): Promise<PublicIntent | undefined> {
    const isAuthorized = ({ status }: PublicIntent): boolean => status === 'authorized';
    const intent = (await this.replicas.get('intent', intentId, { satisfying: isAuthorized }))?.view;
    const isGood =
      intent && isAuthorized(intent) && Date.parse(intent.expiresAt) > this.clock.now().getTime();
    return isGood ? intent : undefined;
  }

  /** The authorized ones of some intents, asked for side by side. */
  async authorizedIntents(intentIds: readonly string[]): Promise<readonly PublicIntent[]> {
    const known = await Promise.all(intentIds.map((intentId) => this.authorizedIntent(intentId)));
    return known.filter((intent) => intent !== undefined);
  }

  async activeClient(clientId: string): Promise<PublicClient | undefined> {
    const isActive = ({ status }: PublicClient): boolean => status === 'active';
    const client = (await this.replicas.get('client', clientId, { satisfying: isActive }))?.view;
    return client && isActive(client) ? client : undefined;
  }
}
