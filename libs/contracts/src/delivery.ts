import type { KindContract } from './contract.js';
import { closed, oneOf, text, time, whole } from './schema-parts.js';

/** One notification on its way to one listener (owner: notifications). */
export interface PublicDelivery {
  readonly deliveryId: string;
  readonly status: 'queued' | 'delivered' | 'dead-lettered' | 'cancelled';
  readonly clientId: string;
  readonly listenerId: string;
  /** The `eventId` that the Buyer sees: the same on every attempt. */
  readonly eventId: string;
  readonly eventType: string;
  /** Stream of which the notification tells, such as `quote-<id>`; order is kept per listener and subject. */
  readonly subject: string;
  /** Failed attempts since it was queued or redriven. */
  readonly attempts: number;
  /** RFC 3339: when the next attempt is due, while queued. */
  readonly dueAt?: string;
  /** Kebab-case: why the last attempt failed, or why it was given up. */
  readonly reason?: string;
}

// `status` is the listener's HTTP answer, `kid` the key that signed the body.
const attempted = closed({ kid: text, status: whole, reason: text }, ['kid', 'status', 'reason']);

export const deliveryContract = {
  owner: 'notifications',
  version: 1,
  view: closed(
    {
      deliveryId: text,
      status: oneOf('queued', 'delivered', 'dead-lettered', 'cancelled'),
      clientId: text,
      listenerId: text,
      eventId: text,
      eventType: text,
      subject: text,
      attempts: whole,
      dueAt: time,
      reason: text,
    },
    ['dueAt', 'reason'],
  ),
  events: {
    NotificationQueued: null,
    NotificationDelivered: attempted,
    NotificationFailed: attempted,
    NotificationDeadLettered: attempted,
    NotificationRedriven: null,
    NotificationCancelled: closed({ reason: text }),
  },
} satisfies KindContract;
