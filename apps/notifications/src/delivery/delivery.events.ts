import type { EventTypeName } from '../event-types.js';

/** What is to be told, to whom; fixed when it is queued, so that every attempt says the same. */
export interface Notification {
  readonly deliveryId: string;
  readonly clientId: string;
  readonly listenerId: string;
  /** Id of the event in the log that the notification tells of. */
  readonly eventId: string;
  readonly eventType: EventTypeName;
  /** RFC 3339. */
  readonly eventTime: string;
  /** Stream of which it tells; order is kept per listener and subject. */
  readonly subject: string;
  readonly resource: { readonly id: string; readonly state: string };
  /** Of the request that led to the event, so that one timeline shows both. */
  readonly correlationId: string;
  /** The trace to go on with, if it was followed (W3C Trace Context). */
  readonly traceparent?: string;
  /** UUID for `x-fapi-interaction-id`. */
  readonly interactionId: string;
}

export interface NotificationQueued {
  readonly type: 'NotificationQueued';
  readonly notification: Notification;
  /** RFC 3339. */
  readonly at: string;
}

export interface NotificationDelivered {
  readonly type: 'NotificationDelivered';
  readonly attempt: number;
  /** HTTP status of the answer. */
  readonly status: number;
  /** Key that signed the body. */
  readonly kid: string;
}

export interface NotificationFailed {
  readonly type: 'NotificationFailed';
  readonly attempt: number;
  readonly reason: string;
  readonly status?: number;
  /** RFC 3339. */
  readonly retryAt: string;
}

/** Given up, until an operator redrives it. */
export interface NotificationDeadLettered {
  readonly type: 'NotificationDeadLettered';
  readonly attempt: number;
  readonly reason: string;
  readonly status?: number;
}

export interface NotificationRedriven {
  readonly type: 'NotificationRedriven';
  /** RFC 3339. */
  readonly at: string;
}

/** Nobody waits for it any more. */
export interface NotificationCancelled {
  readonly type: 'NotificationCancelled';
  readonly reason: string;
}

export type DeliveryEvent =
  | NotificationQueued
  | NotificationDelivered
  | NotificationFailed
  | NotificationDeadLettered
  | NotificationRedriven
  | NotificationCancelled;
