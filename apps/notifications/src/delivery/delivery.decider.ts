import { type Decider, Refused } from '#event-sourcing';
import type { DeliveryCommand, RecordFailure } from './delivery.commands.js';
import type { DeliveryEvent, Notification } from './delivery.events.js';

/** Why a delivery waits: its client is suspended. */
export const SUSPENDED = 'client-suspended';

export interface None {
  readonly status: 'none';
}

export interface Queued {
  readonly status: 'queued';
  readonly notification: Notification;
  /** Failed attempts since it was queued or redriven. */
  readonly attempts: number;
  /** RFC 3339. */
  readonly dueAt: string;
  readonly reason?: string;
}

export interface DeadLettered {
  readonly status: 'dead-lettered';
  readonly notification: Notification;
  readonly attempts: number;
  readonly reason: string;
}

export interface Done {
  readonly status: 'delivered' | 'cancelled';
  readonly notification: Notification;
  readonly attempts: number;
  readonly reason?: string;
}

export type DeliveryState = None | Queued | DeadLettered | Done;

const decide = (command: DeliveryCommand, state: DeliveryState): readonly DeliveryEvent[] => {
  if (command.type === 'QueueNotification')
    return state.status === 'none'
      ? [{ type: 'NotificationQueued', notification: command.notification, at: command.context.at }]
      : [];
  switch (state.status) {
    case 'none':
      throw new Refused('delivery-unknown');
    case 'queued':
      return decideQueued(command, state);
    case 'dead-lettered':
      return decideDeadLettered(command);
    case 'delivered':
    case 'cancelled':
      return [];
  }
};

type Later = Exclude<DeliveryCommand, { type: 'QueueNotification' }>;

const decideQueued = (command: Later, state: Queued): readonly DeliveryEvent[] => {
  switch (command.type) {
    case 'RecordDelivery':
      return [{ type: 'NotificationDelivered', attempt: state.attempts + 1, ...command.answer }];
    case 'RecordFailure':
      return [fail(command, state)];
    case 'CancelDelivery':
      return [{ type: 'NotificationCancelled', reason: command.reason }];
    case 'RedriveDelivery':
      return state.reason === SUSPENDED ? [{ type: 'NotificationRedriven', at: command.context.at }] : [];
  }
};

/** So many attempts and no more: what a broken listener can write into the log is bounded. */
const fail = ({ failure }: RecordFailure, state: Queued): DeliveryEvent => {
  const { reason, status, permanent, retryAt, mostAttempts } = failure;
  const attempt = state.attempts + 1;
  const outcome = { attempt, reason, ...(status !== undefined && { status }) };
  return permanent || attempt >= mostAttempts
    ? { type: 'NotificationDeadLettered', ...outcome }
    : { type: 'NotificationFailed', ...outcome, retryAt };
};

const decideDeadLettered = (command: Later): readonly DeliveryEvent[] => {
  switch (command.type) {
    case 'RedriveDelivery':
      return [{ type: 'NotificationRedriven', at: command.context.at }];
    case 'CancelDelivery':
      return [{ type: 'NotificationCancelled', reason: command.reason }];
    case 'RecordDelivery':
    case 'RecordFailure':
      return [];
  }
};

const evolve = (state: DeliveryState, event: DeliveryEvent): DeliveryState => {
  if (event.type === 'NotificationQueued')
    return { status: 'queued', notification: event.notification, attempts: 0, dueAt: event.at };
  const { notification, attempts } = state as Exclude<DeliveryState, None>;
  switch (event.type) {
    case 'NotificationFailed':
      return {
        status: 'queued',
        notification,
        attempts: event.attempt,
        dueAt: event.retryAt,
        reason: event.reason,
      };
    case 'NotificationDeadLettered':
      return { status: 'dead-lettered', notification, attempts: event.attempt, reason: event.reason };
    case 'NotificationRedriven':
      return { status: 'queued', notification, attempts: 0, dueAt: event.at };
    case 'NotificationDelivered':
      return { status: 'delivered', notification, attempts };
    case 'NotificationCancelled':
      return { status: 'cancelled', notification, attempts, reason: event.reason };
  }
};

/** One notification to one listener: queued, tried, delivered or given up. */
export const deliveryDecider: Decider<DeliveryCommand, DeliveryEvent, DeliveryState> = {
  kind: 'delivery',
  initial: { status: 'none' },
  decide,
  evolve,
};
