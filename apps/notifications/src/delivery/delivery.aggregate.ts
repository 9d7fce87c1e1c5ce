import type { PublicDelivery } from '#contracts';
import type { Aggregate, Publication } from '#event-sourcing';
import type { DeliveryCommand } from './delivery.commands.js';
import { deliveryDecider, type DeliveryState } from './delivery.decider.js';
import type { DeliveryEvent } from './delivery.events.js';

const viewOf = (state: Exclude<DeliveryState, { status: 'none' }>): PublicDelivery => {
  const { deliveryId, clientId, listenerId, eventId, eventType, subject } = state.notification;
  return {
    deliveryId,
    status: state.status,
    clientId,
    listenerId,
    eventId,
    eventType,
    subject,
    attempts: state.attempts,
    ...('dueAt' in state && { dueAt: state.dueAt }),
    ...(state.reason !== undefined && { reason: state.reason }),
  };
};

/** How an attempt went; the view tells the rest. */
const detailOf = (event: DeliveryEvent): object | undefined => {
  switch (event.type) {
    case 'NotificationDelivered':
      return { status: event.status, kid: event.kid };
    case 'NotificationFailed':
    case 'NotificationDeadLettered':
      return { reason: event.reason, ...(event.status !== undefined && { status: event.status }) };
    case 'NotificationCancelled':
      return { reason: event.reason };
    case 'NotificationQueued':
    case 'NotificationRedriven':
      return undefined;
  }
};

const publish = (state: DeliveryState, event: DeliveryEvent): Publication | undefined => {
  if (state.status === 'none') return undefined;
  const detail = detailOf(event);
  return { view: viewOf(state), ...(detail && { detail }) };
};

export const deliveries: Aggregate<DeliveryCommand, DeliveryEvent, DeliveryState> = {
  decider: deliveryDecider,
  events: {
    NotificationQueued: { version: 1 },
    NotificationDelivered: { version: 1 },
    NotificationFailed: { version: 1 },
    NotificationDeadLettered: { version: 1 },
    NotificationRedriven: { version: 1 },
    NotificationCancelled: { version: 1 },
  },
  publish,
};
