import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Claimed, EventStore, type Context, Refused } from '#event-sourcing';
import { forEver } from './for-ever.js';
import { softwares } from './software.js';
import type { Software, SoftwareKey } from './software.decider.js';

/** Puts a public key into the JWKS of software. A key belongs to one piece of software for ever (MEF 128 R4). */
export class CertifyKey extends Command<Software> {
  readonly type = 'CertifyKey';

  constructor(
    readonly context: Context,
    readonly softwareId: string,
    readonly key: Omit<SoftwareKey, 'certifiedAt'>,
  ) {
    super();
  }
}

@CommandHandler(CertifyKey)
export class CertifyKeyHandler implements ICommandHandler<CertifyKey> {
  constructor(private readonly store: EventStore) {}

  async execute(command: CertifyKey): Promise<Software> {
    const claims = [{ scope: 'software-key', key: command.key.kid, expiresAt: forEver }];
    try {
      const { state } = await this.store.execute(softwares, command.softwareId, command, { claims });
      return state as Software;
    } catch (problem) {
      if (!(problem instanceof Claimed)) throw problem;
      return this.certifiedBefore(command, problem);
    }
  }

  private async certifiedBefore({ softwareId, key }: CertifyKey, { stream }: Claimed): Promise<Software> {
    const loaded = stream === `software-${softwareId}` && (await this.store.load(softwares, softwareId));
    // A key that was withdrawn does not come back: others may have learned why.
    if (loaded && loaded.state.status !== 'absent' && loaded.state.keys.some(({ kid }) => kid === key.kid))
      return loaded.state;
    throw new Refused('key-already-used');
  }
}
