import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Context } from '#event-sourcing';
import { Assessment } from './assessment.js';
import { clients } from './client/client.js';
import type { RegisteredClient } from './client/client.state.js';
import { readRequest } from './registration-request.js';
import { statementClaim } from './statement-claims.js';

/** Replaces the metadata of a client (RFC 7592 §2.2), perhaps under a newer statement of the same software. */
export class UpdateClient extends Command<RegisteredClient> {
  constructor(
    readonly context: Context,
    readonly before: RegisteredClient,
    readonly body: unknown,
  ) {
    super();
  }
}

@CommandHandler(UpdateClient)
export class UpdateClientHandler implements ICommandHandler<UpdateClient> {
  constructor(
    private readonly store: EventStore,
    private readonly assessment: Assessment,
  ) {}

  async execute({ context, before, body }: UpdateClient): Promise<RegisteredClient> {
    const assessed = await this.assessment.ofUpdate(readRequest(body), before, context);
    const { client, voucher, softwareStatement, statement, decision } = assessed;
    const command = { type: 'UpdateClient', context, client, voucher, softwareStatement, decision } as const;
    const claims = [...(statement ? [statementClaim(statement)] : []), ...assessed.claims];
    const { state } = await this.store.execute(clients, before.clientId, command, { claims });
    return state as RegisteredClient;
  }
}
