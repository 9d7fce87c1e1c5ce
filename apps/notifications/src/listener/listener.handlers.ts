import { Injectable } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { EventStore, type Outcome } from '#event-sourcing';
import { listeners } from './listener.aggregate.js';
import {
  type ListenerCommand,
  type ListenerEvent,
  type ListenersState,
  RegisterListener,
  RemoveAllListeners,
  RemoveListener,
} from './listener.decider.js';

export type ListenerOutcome = Outcome<ListenerEvent, ListenersState>;

@Injectable()
abstract class ListenerHandler {
  constructor(private readonly store: EventStore) {}

  execute(command: ListenerCommand): Promise<ListenerOutcome> {
    return this.store.execute(listeners, command.clientId, command);
  }
}

@CommandHandler(RegisterListener)
export class RegisterListenerHandler extends ListenerHandler {}

@CommandHandler(RemoveListener)
export class RemoveListenerHandler extends ListenerHandler {}

@CommandHandler(RemoveAllListeners)
export class RemoveAllListenersHandler extends ListenerHandler {}

export const listenerHandlers = [RegisterListenerHandler, RemoveListenerHandler, RemoveAllListenersHandler];
