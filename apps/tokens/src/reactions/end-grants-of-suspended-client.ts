import { Injectable } from '@nestjs/common';
import type { PublicClient } from '#contracts';
import { Clock } from '#event-sourcing';
import { type Message, type ReactingConsumer, reactionContext } from '#messaging';
import { EndGrant } from '../grant/grant.commands.js';
import { GrantLog } from '../grant/grant-log.js';
import { GrantsOfClient } from '../grant/grants-of-client.js';

/**
 * A client that is suspended loses its tokens for good. At its reinstatement those are ended that somebody got in the
 * moment before the suspension was known here. What it gets afterwards is left alone, however late this is heard.
 */
@Injectable()
export class EndGrantsOfSuspendedClient implements ReactingConsumer {
  readonly name = 'end-grants-of-suspended-client';
  readonly services = ['registration'];
  readonly types = ['ClientSuspended', 'ClientReinstated'];

  constructor(
    private readonly grantsOf: GrantsOfClient,
    private readonly grants: GrantLog,
    private readonly clock: Clock,
  ) {}

  async react(message: Message): Promise<void> {
    const { clientId } = message.data.view as unknown as PublicClient;
    const now = this.clock.now();
    const until = new Date(message.time);
    for (const grantId of await this.grantsOf.active(clientId, now, until)) {
      const context = reactionContext(this.name, message, now, grantId);
      await this.grants.execute(new EndGrant(context, grantId, 'client-suspended'));
    }
  }
}
