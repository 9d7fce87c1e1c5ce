import { Injectable } from '@nestjs/common';
import { Clock } from '#event-sourcing';
import { type Message, type ReactingConsumer, reactionContext } from '#messaging';
import { QueueNotification } from '../delivery/delivery.commands.js';
import { DeliveryLog } from '../delivery/delivery-log.js';
import { type Change, changeOf, changeTypes, notificationOf } from '../delivery/notification-of.js';
import type { Listener } from '../listener/listener.decider.js';
import { ListenerLog } from '../listener/listener-log.js';

/** A change of an intent, a quote or the client itself is put into the queue of every listener of that client that asked for it. */
@Injectable()
export class QueueNotifications implements ReactingConsumer {
  readonly name = 'queue-notifications';
  readonly services = ['intents', 'quotes', 'registration'];
  readonly types = changeTypes;

  constructor(
    private readonly listeners: ListenerLog,
    private readonly deliveries: DeliveryLog,
    private readonly clock: Clock,
  ) {}

  async react(message: Message): Promise<void> {
    const change = changeOf(message);
    if (!change) return;
    const listeners = await this.listeners.of(change.clientId);
    for (const { listenerId } of listeners.filter((listener) => hears(listener, change, message))) {
      const context = reactionContext(this.name, message, this.clock.now(), listenerId);
      await this.deliveries.execute(
        new QueueNotification(context, notificationOf(message, change, listenerId)),
      );
    }
  }
}

// A new listener is not told what was before it, however late this service hears of that itself.
const hears = ({ eventTypes, registeredAt }: Listener, { eventType }: Change, { time }: Message): boolean =>
  eventTypes.includes(eventType) && Date.parse(time) >= Date.parse(registeredAt);
