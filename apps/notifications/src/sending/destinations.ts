import { Injectable } from '@nestjs/common';
import type { Context } from '#event-sourcing';
import { Replicas } from '#replicas';
import type { Notification } from '../delivery/delivery.events.js';
import { RemoveListener } from '../listener/listener.decider.js';
import { ListenerLog } from '../listener/listener-log.js';
import type { Destination } from './sender.js';

/** Where notifications go at the moment they are sent: what was registered may have changed since they were queued. */
@Injectable()
export class Destinations {
  constructor(
    private readonly listeners: ListenerLog,
    private readonly replicas: Replicas,
  ) {}

  /** Undefined when the listener or its client is gone. */
  async of({ clientId, listenerId }: Notification): Promise<Destination | undefined> {
    const listener = await this.listeners.find(clientId, listenerId);
    const client = (await this.replicas.get('client', clientId))?.view;
    if (!listener || client?.status !== 'active') return undefined;
    return { callback: listener.callback, ...(client.listener && { credential: client.listener }) };
  }

  /** RFC 9110 §15.5.11: the owner wants remote links to it removed. */
  async remove({ clientId, listenerId }: Notification, context: Context): Promise<void> {
    await this.listeners.execute(new RemoveListener(context, clientId, listenerId, 'callback-gone'));
  }
}
