import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Context } from '#event-sourcing';
import { clients } from './client/client.js';
import type { Evidence } from './client/client.events.js';

/** Lets a registration rest on the certificates that are published for the client's keys now. */
export class NoteCertificates extends Command<void> {
  readonly type = 'NoteCertificates';

  constructor(
    readonly context: Context,
    readonly clientId: string,
    readonly certificates: readonly Evidence[],
  ) {
    super();
  }
}

@CommandHandler(NoteCertificates)
export class NoteCertificatesHandler implements ICommandHandler<NoteCertificates> {
  constructor(private readonly store: EventStore) {}

  /** The same certificates again change nothing. Throws `Refused('client-unknown')`. */
  async execute(command: NoteCertificates): Promise<void> {
    await this.store.execute(clients, command.clientId, command);
  }
}
