import { Injectable } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { Outbound } from '#oauth';
import { Replicas } from '#replicas';
import type { MefProblem } from '#service';
import type { EventTypeName } from '../event-types.js';
import type { Listener } from '../listener/listener.decider.js';
import { callbackProblem } from './callback.js';
import { parseHubQuery } from './hub-query.js';

/** `EventSubscriptionInput` of MEF Sonata Quote Management. */
export interface SubscriptionInput {
  readonly callback: string;
  readonly query?: string;
}

/** What a client may subscribe to, and where to. */
@Injectable()
export class SubscriptionRules {
  constructor(
    private readonly outbound: Outbound,
    private readonly replicas: Replicas,
  ) {}

  /** Throws `Refused('invalid-body', {problems})`, `Refused('listener-credential-missing')`. */
  async accept(
    clientId: string,
    { callback, query }: SubscriptionInput,
    offered: readonly EventTypeName[],
  ): Promise<Pick<Listener, 'callback' | 'query' | 'eventTypes'>> {
    const problem = callbackProblem(callback, (url) => this.outbound.permits(url));
    if (problem) throw invalid({ code: 'invalidValue', propertyPath: '/callback', reason: problem });
    const eventTypes = this.eventTypes(query, offered);
    await this.assertCredential(clientId);
    return { callback, ...(query !== undefined && { query }), eventTypes };
  }

  private eventTypes(query: string | undefined, offered: readonly EventTypeName[]) {
    try {
      return parseHubQuery(query, offered);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const reason = 'The query is not a list of known event types';
      throw invalid({ code: 'invalidValue', propertyPath: '/query', reason });
    }
  }

  // MEF 128 §6.2, Figure 3: for notifications the roles turn round, and the Buyer issues the Seller a credential.
  private async assertCredential(clientId: string): Promise<void> {
    const client = await this.replicas.get('client', clientId, {
      satisfying: ({ listener }) => listener !== undefined,
    });
    if (!client?.view.listener) throw new Refused('listener-credential-missing');
  }
}

const invalid = (problem: MefProblem): Refused => new Refused('invalid-body', { problems: [problem] });
