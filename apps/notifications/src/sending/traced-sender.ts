import { Injectable } from '@nestjs/common';
import { Tracing } from '#service';
import type { Notification } from '../delivery/delivery.events.js';
import type { Attempt } from './attempt.js';
import { type Destination, Sender } from './sender.js';

/** Sends in a span of the trace that led to the notification; the Buyer is another company, and is not told of it. */
@Injectable()
export class TracedSender {
  constructor(
    private readonly sender: Sender,
    private readonly tracing: Tracing,
  ) {}

  attempt(notification: Notification, destination: Destination): Promise<Attempt> {
    const { eventType, traceparent: parent } = notification;
    const attributes = { 'assent.notification.type': eventType };
    return this.tracing.within(
      { name: 'deliver notification', kind: 'client', parent, attributes },
      async (_, span) => {
        const attempt = await this.sender.attempt(notification, destination);
        span?.setAttribute('assent.delivery.outcome', attempt.outcome);
        return attempt;
      },
    );
  }
}
