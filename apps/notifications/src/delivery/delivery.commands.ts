import type { Command, Context } from '#event-sourcing';
import type { Notification } from './delivery.events.js';

export class QueueNotification implements Command {
  readonly type = 'QueueNotification';
  readonly deliveryId: string;
  constructor(
    readonly context: Context,
    readonly notification: Notification,
  ) {
    this.deliveryId = notification.deliveryId;
  }
}

export class RecordDelivery implements Command {
  readonly type = 'RecordDelivery';
  constructor(
    readonly context: Context,
    readonly deliveryId: string,
    readonly answer: { readonly status: number; readonly kid: string },
  ) {}
}

/** How one attempt failed, and what follows. */
export interface Failure {
  readonly reason: string;
  readonly status?: number;
  /** Another attempt cannot do better. */
  readonly permanent: boolean;
  /** RFC 3339: when to try again, if at all. */
  readonly retryAt: string;
  readonly mostAttempts: number;
}

export class RecordFailure implements Command {
  readonly type = 'RecordFailure';
  constructor(
    readonly context: Context,
    readonly deliveryId: string,
    readonly failure: Failure,
  ) {}
}

export class RedriveDelivery implements Command {
  readonly type = 'RedriveDelivery';
  constructor(
    readonly context: Context,
    readonly deliveryId: string,
  ) {}
}

export class CancelDelivery implements Command {
  readonly type = 'CancelDelivery';
  constructor(
    readonly context: Context,
    readonly deliveryId: string,
    readonly reason: string,
  ) {}
}

export type DeliveryCommand =
  QueueNotification | RecordDelivery | RecordFailure | RedriveDelivery | CancelDelivery;
