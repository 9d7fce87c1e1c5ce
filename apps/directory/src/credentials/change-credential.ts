import { Injectable } from '@nestjs/common';
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

type Change = SuspendCredential | ReinstateCredential | RevokeCredential;

@Injectable()
abstract class ChangeCredentialHandler {
  constructor(private readonly store: EventStore) {}

  async execute(command: Change): Promise<Credential> {
    return (await this.store.execute(credentials, command.credentialId, command)).state as Credential;
  }
}

@CommandHandler(SuspendCredential)
export class SuspendCredentialHandler
  extends ChangeCredentialHandler
  implements ICommandHandler<SuspendCredential> {}

@CommandHandler(ReinstateCredential)
export class ReinstateCredentialHandler
  extends ChangeCredentialHandler
  implements ICommandHandler<ReinstateCredential> {}

@CommandHandler(RevokeCredential)
export class RevokeCredentialHandler
  extends ChangeCredentialHandler
  implements ICommandHandler<RevokeCredential> {}
