import { Injectable } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { Outbound } from '#oauth';
import type { MefProblem } from '#service';
import type { EventTypeName } from '../event-types.js';
import type { Listener } from '../listener/listener.decider.js';
import { callbackProblem } from './callback.js';
import type { EventSubscriptionInput } from './event-subscription.js';
import { parseHubQuery } from './hub-query.js';

/** What a client may subscribe to, and where to. */
@Injectable()
export class SubscriptionRules {
  constructor(private readonly outbound: Outbound) {}

  /** Throws `Refused('invalid-body', {problems})`. */
  accept(
    { callback, query }: EventSubscriptionInput,
    offered: readonly EventTypeName[],
  ): Pick<Listener, 'callback' | 'query' | 'eventTypes'> {
    const problem = callbackProblem(callback, (url) => this.outbound.permits(url));
    if (problem) throw invalid({ code: 'invalidValue', propertyPath: '/callback', reason: problem });
    return { callback, ...(query !== undefined && { query }), eventTypes: eventTypesOf(query, offered) };
  }
}

const eventTypesOf = (query: string | undefined, offered: readonly EventTypeName[]) => {
  try {
    return parseHubQuery(query, offered);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const reason = 'The query is not a list of known event types';
    throw invalid({ code: 'invalidValue', propertyPath: '/query', reason });
  }
};

const invalid = (problem: MefProblem): Refused => new Refused('invalid-body', { problems: [problem] });
