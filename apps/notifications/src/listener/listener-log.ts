import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore } from '#event-sourcing';
import { listeners } from './listener.aggregate.js';
import type { Listener, ListenerCommand } from './listener.decider.js';
import type { ListenerOutcome } from './listener.handlers.js';

/** The listeners of a client, read from the log itself: what was registered is heard of at once. */
@Injectable()
export class ListenerLog {
  constructor(
    private readonly store: EventStore,
    private readonly commands: CommandBus,
  ) {}

  async of(clientId: string): Promise<readonly Listener[]> {
    return (await this.store.load(listeners, clientId))?.state.listeners ?? [];
  }

  async find(clientId: string, listenerId: string): Promise<Listener | undefined> {
    return (await this.of(clientId)).find((listener) => listener.listenerId === listenerId);
  }

  execute(command: ListenerCommand): Promise<ListenerOutcome> {
    return this.commands.execute<ListenerCommand, ListenerOutcome>(command);
  }
}
