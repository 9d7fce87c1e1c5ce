import { Injectable } from '@nestjs/common';
import type { PublicClient } from '#contracts';
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
  async of({ clientId, listenerId, eventType }: Notification): Promise<Destination | undefined> {
    const listener = await this.listeners.find(clientId, listenerId);
    const satisfying = ({ status }: PublicClient): boolean => status === 'active';
    const client = (await this.replicas.get('client', clientId, { satisfying }))?.view;
    if (!listener || !client || client.status === 'deleted') return undefined;
    return {
      callback: listener.callback,
      ...(client.listener && { credential: client.listener }),
      form: client.bodyForms?.[0] ?? 'detached',
      // Whoever is suspended is told that, and nothing of its business before it is reinstated.
      held: client.status === 'suspended' && eventType !== 'clientStateChangeEvent',
    };
  }

  /** RFC 9110 §15.5.11: the owner wants remote links to it removed. */
  async remove({ clientId, listenerId }: Notification, context: Context): Promise<void> {
    await this.listeners.execute(new RemoveListener(context, clientId, listenerId, 'callback-gone'));
  }
}
