import type { Notification } from '../delivery/delivery.events.js';
import { eventTypeOf } from '../event-types.js';

/** The body of a notification, the same on every attempt (`Event` of MEF Sonata Quote Notification v8). */
export const notificationBody = (
  { eventId, eventTime, eventType, resource }: Notification,
  issuer: string,
): object => {
  const { href, tellsState } = eventTypeOf[eventType];
  const { id, state } = resource;
  const event = { id, href: `${issuer}${href(id)}`, ...(tellsState && { state }) };
  return { eventId, eventTime, eventType, event };
};

/** Where a notification goes: the callback, and the path of its type behind it. */
export const notificationUrl = (callback: string, { eventType }: Notification): string =>
  `${callback.replace(/\/+$/, '')}${eventTypeOf[eventType].path}`;
