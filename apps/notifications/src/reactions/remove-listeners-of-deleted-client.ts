import { Injectable } from '@nestjs/common';
import type { PublicClient } from '#contracts';
import { Clock } from '#event-sourcing';
import { type Message, type ReactingConsumer, reactionContext } from '#messaging';
import { RemoveAllListeners } from '../listener/listener.decider.js';
import { ListenerLog } from '../listener/listener-log.js';

/** A client that is deleted hears nothing more; what is queued for it is cancelled when its turn comes. */
@Injectable()
export class RemoveListenersOfDeletedClient implements ReactingConsumer {
  readonly name = 'remove-listeners-of-deleted-client';
  readonly services = ['registration'];
  readonly types = ['ClientDeleted'];

  constructor(
    private readonly listeners: ListenerLog,
    private readonly clock: Clock,
  ) {}

  async react(message: Message): Promise<void> {
    const { clientId } = message.data.view as unknown as PublicClient;
    const context = reactionContext(this.name, message, this.clock.now());
    await this.listeners.execute(new RemoveAllListeners(context, clientId, 'client-deleted'));
  }
}
