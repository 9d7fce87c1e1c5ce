import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Context } from '#event-sourcing';
import { clients } from './client/client.js';
import type { ReinstateClientCommand, SuspendClientCommand } from './client/client.commands.js';
import type { RegisteredClient } from './client/client.state.js';

/** Stops a client until the cause is gone: it gets no tokens, and those that it has are of no use. */
export class SuspendClient extends Command<RegisteredClient> {
  readonly type = 'SuspendClient';

  constructor(
    readonly context: Context,
    readonly clientId: string,
    readonly cause: SuspendClientCommand['cause'],
  ) {
    super();
  }
}

/** Says that a cause of suspension is gone. What ended with the suspension stays ended: the client asks for new tokens. */
export class ReinstateClient extends Command<RegisteredClient> {
  readonly type = 'ReinstateClient';

  constructor(
    readonly context: Context,
    readonly clientId: string,
    readonly cause: ReinstateClientCommand['cause'],
  ) {
    super();
  }
}

abstract class ChangeStanding {
  constructor(private readonly store: EventStore) {}

  /**
   * Answers the client as it is then: with other causes it is suspended still. Told again what is known, it changes nothing.
   * Throws `Refused('client-unknown')`.
   */
  async execute(command: SuspendClient | ReinstateClient): Promise<RegisteredClient> {
    const { state } = await this.store.execute(clients, command.clientId, command);
    return state as RegisteredClient;
  }
}

@CommandHandler(SuspendClient)
export class SuspendClientHandler extends ChangeStanding implements ICommandHandler<SuspendClient> {
  constructor(store: EventStore) {
    super(store);
  }
}

@CommandHandler(ReinstateClient)
export class ReinstateClientHandler extends ChangeStanding implements ICommandHandler<ReinstateClient> {
  constructor(store: EventStore) {
    super(store);
  }
}
