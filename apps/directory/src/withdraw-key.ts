import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Context } from '#event-sourcing';
import { softwares } from './software.js';

/** Takes a public key out of the JWKS of software, for good. */
export class WithdrawKey extends Command<void> {
  readonly type = 'WithdrawKey';

  constructor(
    readonly context: Context,
    readonly softwareId: string,
    readonly kid: string,
  ) {
    super();
  }
}

@CommandHandler(WithdrawKey)
export class WithdrawKeyHandler implements ICommandHandler<WithdrawKey> {
  constructor(private readonly store: EventStore) {}

  async execute(command: WithdrawKey): Promise<void> {
    await this.store.execute(softwares, command.softwareId, command);
  }
}
