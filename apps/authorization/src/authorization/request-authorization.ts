import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Claim, type Context, EventStore } from '#event-sourcing';
import { authorizations } from './authorization.aggregate.js';
import type { RequestAuthorizationCommand } from './authorization.commands.js';

/** Opens an authorization for a request that passed the pipeline. Throws `Claimed` for a request object used before. */
export class RequestAuthorization implements RequestAuthorizationCommand {
  readonly type = 'RequestAuthorization';

  constructor(
    readonly authorizationId: string,
    readonly request: RequestAuthorizationCommand['request'],
    readonly claims: readonly Claim[],
    readonly context: Context,
  ) {}
}

@CommandHandler(RequestAuthorization)
export class RequestAuthorizationHandler implements ICommandHandler<RequestAuthorization> {
  constructor(private readonly store: EventStore) {}

  execute(command: RequestAuthorization) {
    const { authorizationId, claims } = command;
    return this.store.execute(authorizations, authorizationId, command, { claims });
  }
}
