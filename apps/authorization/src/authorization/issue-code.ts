import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Context, EventStore } from '#event-sourcing';
import { authorizations } from './authorization.aggregate.js';
import type { IssueCodeCommand } from './authorization.commands.js';

/** Issues the code for what was approved and confirmed. Repeated, it is the same code until it is redeemed or too old. */
export class IssueCode implements IssueCodeCommand {
  readonly type = 'IssueCode';

  constructor(
    readonly authorizationId: string,
    readonly intentIds: readonly string[],
    /** Seconds. */
    readonly codeLifetime: number,
    readonly context: Context,
  ) {}
}

@CommandHandler(IssueCode)
export class IssueCodeHandler implements ICommandHandler<IssueCode> {
  constructor(private readonly store: EventStore) {}

  execute(command: IssueCode) {
    return this.store.execute(authorizations, command.authorizationId, command);
  }
}
