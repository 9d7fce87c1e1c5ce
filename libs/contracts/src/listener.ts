import type { KindContract } from './contract.js';
import { closed, listOf, reason, text } from './schema-parts.js';

/** The listeners that one client has registered (owner: notifications; stream `listener-<client_id>`). */
export interface PublicListeners {
  readonly clientId: string;
  readonly listeners: readonly PublicListener[];
}

/** One subscription of the Hub (MEF Sonata `EventSubscription`). */
export interface PublicListener {
  readonly listenerId: string;
  /** Absolute URL, without query or fragment, to which the path of each kind of event is appended. */
  readonly callback: string;
  readonly eventTypes: readonly string[];
}

export const listenerContract = {
  owner: 'notifications',
  version: 1,
  view: closed({
    clientId: text,
    listeners: listOf(closed({ listenerId: text, callback: text, eventTypes: listOf(text) })),
  }),
  events: {
    ListenerRegistered: closed({ listenerId: text }),
    ListenerRemoved: closed({ listenerId: text, reason }, ['reason']),
  },
} satisfies KindContract;
