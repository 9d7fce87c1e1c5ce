import type { Context } from '#event-sourcing';
import { specificationOf } from '#testing';
import { deliveries } from './delivery.aggregate.js';
import {
  CancelDelivery,
  type Failure,
  QueueNotification,
  RecordDelivery,
  RecordFailure,
  RedriveDelivery,
} from './delivery.commands.js';
import { deliveryDecider } from './delivery.decider.js';
import type {
  DeliveryEvent,
  Notification,
  NotificationDeadLettered,
  NotificationFailed,
  NotificationQueued,
} from './delivery.events.js';

const given = specificationOf(deliveryDecider);
const time = '2026-11-22T12:00:00.000Z';
const later = '2026-11-22T12:00:02.000Z';
const context: Context = {
  commandId: 'c1',
  at: time,
  actor: { kind: 'service', id: 'notifications' },
  correlationId: 'trace',
};
const notification: Notification = {
  deliveryId: 'delivery',
  clientId: 'client',
  listenerId: 'listener',
  eventId: 'event',
  eventType: 'quoteStateChangeEvent',
  eventTime: time,
  subject: 'quote-1',
  resource: { id: '1', state: 'approved.orderable' },
  correlationId: 'trace',
  interactionId: '00000000-0000-8000-8000-000000000000',
};

const queued: NotificationQueued = { type: 'NotificationQueued', notification, at: time };
const failed = (attempt: number): NotificationFailed => ({
  type: 'NotificationFailed',
  attempt,
  reason: 'listener-failed',
  status: 503,
  retryAt: later,
});
const dead = (attempt: number): NotificationDeadLettered => ({
  type: 'NotificationDeadLettered',
  attempt,
  reason: 'listener-failed',
  status: 503,
});
const delivered = (attempt: number): DeliveryEvent => ({
  type: 'NotificationDelivered',
  attempt,
  status: 204,
  kid: 'kid',
});

const queue = new QueueNotification(context, notification);
const succeed = new RecordDelivery(context, 'delivery', { status: 204, kid: 'kid' });
const fail = (change: Partial<Failure> = {}) =>
  new RecordFailure(context, 'delivery', {
    reason: 'listener-failed',
    status: 503,
    permanent: false,
    retryAt: later,
    mostAttempts: 3,
    ...change,
  });
const redrive = new RedriveDelivery(context, 'delivery');
const cancel = new CancelDelivery(context, 'delivery', 'listener-removed');

describe('a notification', () => {
  it('is queued once', () => {
    given().when(queue).yields(queued);
    given(queued).when(queue).yields();
    given(queued, delivered(1)).when(queue).yields();
  });

  it('is delivered once', () => {
    given(queued).when(succeed).yields(delivered(1));
    given(queued, delivered(1)).when(succeed).yields();
  });

  it('is tried again after a failure', () => {
    given(queued).when(fail()).yields(failed(1));
    expect(given(queued, failed(1)).state()).toMatchObject({ status: 'queued', dueAt: later, attempts: 1 });
    given(queued, failed(1)).when(succeed).yields(delivered(2));
  });

  it('is given up after so many attempts, and the log grows no more', () => {
    given(queued, failed(1), failed(2)).when(fail()).yields(dead(3));
    given(queued, failed(1), failed(2), dead(3)).when(fail()).yields();
  });

  it('is given up at once when its body is not wanted', () => {
    given(queued)
      .when(fail({ permanent: true }))
      .yields(dead(1));
  });

  it('that was given up gets all its attempts again when it is redriven', () => {
    const redriven: DeliveryEvent = { type: 'NotificationRedriven', at: time };
    given(queued, dead(1)).when(redrive).yields(redriven);
    given(queued, dead(1), redriven).when(fail()).yields(failed(1));
  });

  it('that was not given up is not redriven', () => {
    given(queued).when(redrive).yields();
    given(queued, delivered(1)).when(redrive).yields();
  });

  it('is cancelled when nobody listens any more', () => {
    const cancelled: DeliveryEvent = { type: 'NotificationCancelled', reason: 'listener-removed' };
    given(queued).when(cancel).yields(cancelled);
    given(queued, dead(1)).when(cancel).yields(cancelled);
    given(queued, delivered(1)).when(cancel).yields();
    given(queued, cancelled).when(succeed).yields();
  });

  it('that nobody queued is unknown', () => {
    given().when(succeed).isRefused('delivery-unknown');
  });

  it('is told to neighbours without what it says', () => {
    const state = given(queued, failed(1)).state();
    expect(deliveries.publish!(state, failed(1))).toEqual({
      view: {
        deliveryId: 'delivery',
        status: 'queued',
        clientId: 'client',
        listenerId: 'listener',
        eventId: 'event',
        eventType: 'quoteStateChangeEvent',
        subject: 'quote-1',
        attempts: 1,
        dueAt: later,
        reason: 'listener-failed',
      },
      detail: { reason: 'listener-failed', status: 503 },
    });
  });
});
