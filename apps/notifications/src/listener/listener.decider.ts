import { type Command, type Context, type Decider, Refused } from '#event-sourcing';
import type { EventTypeName } from '../event-types.js';

/** One subscription of a client. */
export interface Listener {
  readonly listenerId: string;
  /** Absolute URL without query or fragment. */
  readonly callback: string;
  /** As the client wrote it, to be echoed. */
  readonly query?: string;
  readonly eventTypes: readonly EventTypeName[];
  /** RFC 3339: it hears of nothing that happened before. */
  readonly registeredAt: string;
}

export class RegisterListener implements Command {
  readonly type = 'RegisterListener';
  constructor(
    readonly context: Context,
    readonly clientId: string,
    readonly listener: Omit<Listener, 'registeredAt'>,
    /** How many listeners a client may have. */
    readonly most: number,
  ) {}
}

export class RemoveListener implements Command {
  readonly type = 'RemoveListener';
  constructor(
    readonly context: Context,
    readonly clientId: string,
    readonly listenerId: string,
    readonly reason: string,
  ) {}
}

export class RemoveAllListeners implements Command {
  readonly type = 'RemoveAllListeners';
  constructor(
    readonly context: Context,
    readonly clientId: string,
    readonly reason: string,
  ) {}
}

export type ListenerCommand = RegisterListener | RemoveListener | RemoveAllListeners;

export interface ListenerRegistered {
  readonly type: 'ListenerRegistered';
  readonly clientId: string;
  readonly listener: Listener;
}

export interface ListenerRemoved {
  readonly type: 'ListenerRemoved';
  readonly listenerId: string;
  readonly reason: string;
}

export type ListenerEvent = ListenerRegistered | ListenerRemoved;

export interface ListenersState {
  readonly clientId: string;
  readonly listeners: readonly Listener[];
}

const decide = (command: ListenerCommand, state: ListenersState): readonly ListenerEvent[] => {
  switch (command.type) {
    case 'RegisterListener':
      return register(command, state);
    case 'RemoveListener':
      return remove(command, state);
    case 'RemoveAllListeners':
      return state.listeners.map(({ listenerId }) => removed(listenerId, command.reason));
  }
};

const register = (command: RegisterListener, state: ListenersState): readonly ListenerEvent[] => {
  const { listener, clientId, context, most } = command;
  if (findSame(state, listener)) return []; // a repeat must not double every notification
  if (state.listeners.length >= most) throw new Refused('too-many-listeners');
  return [{ type: 'ListenerRegistered', clientId, listener: { ...listener, registeredAt: context.at } }];
};

const remove = ({ listenerId, reason }: RemoveListener, state: ListenersState): readonly ListenerEvent[] => {
  if (!state.listeners.some((listener) => listener.listenerId === listenerId))
    throw new Refused('listener-unknown');
  return [removed(listenerId, reason)];
};

const removed = (listenerId: string, reason: string): ListenerRemoved => ({
  type: 'ListenerRemoved',
  listenerId,
  reason,
});

/** The listener that already sends the same events to the same place. */
export const findSame = (
  { listeners }: ListenersState,
  { callback, eventTypes }: Pick<Listener, 'callback' | 'eventTypes'>,
): Listener | undefined =>
  listeners.find((known) => known.callback === callback && known.eventTypes.join() === eventTypes.join());

const evolve = (state: ListenersState, event: ListenerEvent): ListenersState => {
  switch (event.type) {
    case 'ListenerRegistered':
      return { clientId: event.clientId, listeners: [...state.listeners, event.listener] };
    case 'ListenerRemoved':
      return {
        ...state,
        listeners: state.listeners.filter(({ listenerId }) => listenerId !== event.listenerId),
      };
  }
};

/** All listeners of one client in one stream, so that their number is bounded also in a race, and a list is one read. */
export const listenerDecider: Decider<ListenerCommand, ListenerEvent, ListenersState> = {
  kind: 'listener',
  initial: { clientId: '', listeners: [] },
  decide,
  evolve,
};
