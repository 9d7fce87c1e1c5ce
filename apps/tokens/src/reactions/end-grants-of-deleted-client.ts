import { Injectable } from '@nestjs/common';
import type { PublicClient } from '#contracts';
import { Clock } from '#event-sourcing';
import { type Message, type ReactingConsumer, reactionContext } from '#messaging';
import { EndGrant } from '../grant/grant.commands.js';
import { GrantLog } from '../grant/grant-log.js';
import { GrantsOfClient } from '../grant/grants-of-client.js';

/** A client that is deleted takes all its tokens with it (RFC 7592 §2.3). */
@Injectable()
export class EndGrantsOfDeletedClient implements ReactingConsumer {
  readonly name = 'end-grants-of-deleted-client';
  readonly services = ['registration'];
  readonly types = ['ClientDeleted'];

  constructor(
    private readonly grantsOf: GrantsOfClient,
    private readonly grants: GrantLog,
    private readonly clock: Clock,
  ) {}

  async react(message: Message): Promise<void> {
    const { clientId } = message.data.view as unknown as PublicClient;
    const now = this.clock.now();
    for (const grantId of await this.grantsOf.active(clientId, now)) {
      const context = reactionContext(this.name, message, now, grantId);
      await this.grants.execute(new EndGrant(context, grantId, 'client-deleted'));
    }
  }
}
