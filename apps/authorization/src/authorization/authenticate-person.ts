import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { authorizations } from './authorization.aggregate.js';
import type { AuthenticatePersonCommand } from './authorization.commands.js';

/** Lets a signed-in person take up a request. */
export class AuthenticatePerson implements AuthenticatePersonCommand {
  readonly type = 'AuthenticatePerson';

  constructor(
    readonly authorizationId: string,
    readonly person: AuthenticatePersonCommand['person'],
    readonly context: Context,
  ) {}
}

@CommandHandler(AuthenticatePerson)
export class AuthenticatePersonHandler implements ICommandHandler<AuthenticatePerson> {
  constructor(private readonly store: EventStore) {}

  execute(command: AuthenticatePerson) {
    return this.store.execute(authorizations, command.authorizationId, command);
  }
}
