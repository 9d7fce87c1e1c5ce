import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Context } from '#event-sourcing';
import { credentials } from './credential.js';
import type { Credential, SuspendedBy } from './credential.decider.js';

/** Makes a credential count for nothing until it is reinstated. */
export class SuspendCredential extends Command<Credential> {
  readonly type = 'SuspendCredential';

  constructor(
    readonly context: Context,
    readonly credentialId: string,
    readonly by: SuspendedBy,
    readonly reason: string,
  ) {
    super();
  }
}

/** Ends the suspension that the same side began. */
export class ReinstateCredential extends Command<Credential> {
  readonly type = 'ReinstateCredential';

  constructor(
    readonly context: Context,
    readonly credentialId: string,
    readonly by: SuspendedBy,
  ) {
    super();
  }
}

/** Takes a credential back for good. */
export class RevokeCredential extends Command<Credential> {
  readonly type = 'RevokeCredential';

  constructor(
    readonly context: Context,
    readonly credentialId: string,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(SuspendCredential)
export class SuspendCredentialHandler implements ICommandHandler<SuspendCredential> {
  constructor(private readonly store: EventStore) {}

  async execute(command: SuspendCredential): Promise<Credential> {
    return (await this.store.execute(credentials, command.credentialId, command)).state as Credential;
  }
}

@CommandHandler(ReinstateCredential)
export class ReinstateCredentialHandler implements ICommandHandler<ReinstateCredential> {
  constructor(private readonly store: EventStore) {}

  async execute(command: ReinstateCredential): Promise<Credential> {
    return (await this.store.execute(credentials, command.credentialId, command)).state as Credential;
  }
}

@CommandHandler(RevokeCredential)
export class RevokeCredentialHandler implements ICommandHandler<RevokeCredential> {
  constructor(private readonly store: EventStore) {}

  async execute(command: RevokeCredential): Promise<Credential> {
    return (await this.store.execute(credentials, command.credentialId, command)).state as Credential;
  }
}
