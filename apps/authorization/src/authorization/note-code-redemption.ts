import { Injectable } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type Context, EventStore } from '#event-sourcing';
import { type Message, type ReactingConsumer, reactionContext } from '#messaging';
import { authorizations } from './authorization.aggregate.js';
import type { NoteCodeRedemptionCommand } from './authorization.commands.js';

/** Remembers that a code was redeemed, so that a reload of the decision does not send a second one after it. */
export class NoteCodeRedemption implements NoteCodeRedemptionCommand {
  readonly type = 'NoteCodeRedemption';

  constructor(
    readonly authorizationId: string,
    readonly grantId: string,
    readonly context: Context,
  ) {}
}

@CommandHandler(NoteCodeRedemption)
export class NoteCodeRedemptionHandler implements ICommandHandler<NoteCodeRedemption> {
  constructor(private readonly store: EventStore) {}

  execute(command: NoteCodeRedemption) {
    return this.store.execute(authorizations, command.authorizationId, command);
  }
}

/** tokens says that a code was redeemed. */
@Injectable()
export class WhenCodeIsRedeemed implements ReactingConsumer {
  readonly name = 'authorization-notes-code-redemption';
  readonly services = ['tokens'];
  readonly types = ['CodeRedeemed'];

  constructor(
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  async react(message: Message): Promise<void> {
    const { authorizationId, grantId } = message.data.view as { authorizationId?: string; grantId: string };
    if (authorizationId === undefined) return;
    const context = reactionContext(this.name, message, this.clock.now());
    await this.commands.execute(new NoteCodeRedemption(authorizationId, grantId, context));
  }
}
