import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Context } from '#event-sourcing';
import { clients } from './client/client.js';

/** Ends a client (RFC 7592 §2.3); its tokens, grants and pending intents end by the event. */
export class DeleteClient extends Command<void> {
  readonly type = 'DeleteClient';

  constructor(
    readonly context: Context,
    readonly clientId: string,
  ) {
    super();
  }
}

@CommandHandler(DeleteClient)
export class DeleteClientHandler implements ICommandHandler<DeleteClient> {
  constructor(private readonly store: EventStore) {}

  async execute(command: DeleteClient): Promise<void> {
    await this.store.execute(clients, command.clientId, command);
  }
}
