import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { authorizations } from './authorization.aggregate.js';
import type { FailAuthorizationCommand } from './authorization.commands.js';

/** Ends a request without a code; its intents stay pending and may be presented again. */
export class FailAuthorization implements FailAuthorizationCommand {
  readonly type = 'FailAuthorization';

  constructor(
    readonly authorizationId: string,
    readonly error: string,
    readonly reason: string,
    readonly context: Context,
  ) {}
}

@CommandHandler(FailAuthorization)
export class FailAuthorizationHandler implements ICommandHandler<FailAuthorization> {
  constructor(private readonly store: EventStore) {}

  execute(command: FailAuthorization) {
    return this.store.execute(authorizations, command.authorizationId, command);
  }
}
