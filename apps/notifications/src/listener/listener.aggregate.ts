import type { PublicListeners } from '#contracts';
import type { Aggregate, Publication } from '#event-sourcing';
import {
  type ListenerCommand,
  listenerDecider,
  type ListenerEvent,
  type ListenersState,
} from './listener.decider.js';

const viewOf = ({ clientId, listeners }: ListenersState): PublicListeners => ({
  clientId,
  listeners: listeners.map(({ listenerId, callback, eventTypes }) => ({ listenerId, callback, eventTypes })),
});

const publish = (state: ListenersState, event: ListenerEvent): Publication => {
  const view = viewOf(state);
  switch (event.type) {
    case 'ListenerRegistered':
      return { view, detail: { listenerId: event.listener.listenerId } };
    case 'ListenerRemoved':
      return { view, detail: { listenerId: event.listenerId, reason: event.reason } };
  }
};

export const listeners: Aggregate<ListenerCommand, ListenerEvent, ListenersState> = {
  decider: listenerDecider,
  events: { ListenerRegistered: { version: 1 }, ListenerRemoved: { version: 1 } },
  publish,
};
