import { Inject, Injectable } from '@nestjs/common';
import { newTrace, type SettingValues, withTrace } from '#service';
import { type BackOff, backOff, retryAfter } from '../delivery/back-off.js';
import { CancelDelivery, RecordDelivery, RecordFailure } from '../delivery/delivery.commands.js';
import { type Queued, SUSPENDED } from '../delivery/delivery.decider.js';
import { DeliveryLog } from '../delivery/delivery-log.js';
import { notificationsSettings } from '../notifications.settings.js';
import type { Attempt } from './attempt.js';
import { Destinations } from './destinations.js';
import { TracedSender } from './traced-sender.js';

/** Carries one delivery one step further: sends it once, and writes down how that went. */
@Injectable()
export class Deliver {
  constructor(
    private readonly log: DeliveryLog,
    private readonly destinations: Destinations,
    private readonly sender: TracedSender,
    @Inject(notificationsSettings.token)
    private readonly settings: SettingValues<typeof notificationsSettings.specs>,
  ) {}

  /**
   * Nothing happens to what is done already, or not due. At least once: a process that dies between the answer and the
   * append sends again, with the same `eventId`.
   */
  async deliver(deliveryId: string): Promise<void> {
    const delivery = await this.log.due(deliveryId);
    if (!delivery) return;
    const { correlationId, traceparent = newTrace().traceparent } = delivery.notification;
    await withTrace({ correlationId, traceparent }, () => this.carry(delivery));
  }

  private async carry(delivery: Queued): Promise<void> {
    const { notification } = delivery;
    const destination = await this.destinations.of(notification);
    if (!destination) return this.cancel(delivery, 'listener-removed');
    if (destination.held) return this.hold(delivery);
    await this.record(delivery, await this.sender.attempt(notification, destination));
  }

  private async record(delivery: Queued, attempt: Attempt): Promise<void> {
    const { notification } = delivery;
    const context = this.log.contextOf(notification);
    const { deliveryId } = notification;
    switch (attempt.outcome) {
      case 'delivered': {
        const { status, kid } = attempt;
        await this.log.execute(new RecordDelivery(context, deliveryId, { status, kid }));
        return;
      }
      case 'failed': {
        const failure = this.failureOf(delivery, attempt, Date.parse(context.at));
        await this.log.execute(new RecordFailure(context, deliveryId, failure));
        return;
      }
      case 'gone':
        await this.destinations.remove(notification, this.log.contextOf(notification));
        return this.cancel(delivery, 'callback-gone');
    }
  }

  private failureOf({ attempts }: Queued, failed: Extract<Attempt, { outcome: 'failed' }>, now: number) {
    const { reason, status, permanent } = failed;
    const { retryBase, retryCap, mostAttempts } = this.settings;
    const policy: BackOff = { base: retryBase * 1000, cap: retryCap * 1000 };
    const wait = Math.max(
      backOff(attempts + 1, Math.random(), policy),
      retryAfter(failed.retryAfter, policy),
    );
    const retryAt = new Date(now + wait).toISOString();
    return { reason, ...(status !== undefined && { status }), permanent, retryAt, mostAttempts };
  }

  // It stays at the head of its queue, so that what comes later does not overtake it; the end of the suspension brings it
  // back at once, and a look now and then does if that was missed.
  private async hold({ notification }: Queued): Promise<void> {
    const context = this.log.contextOf(notification);
    const retryAt = new Date(Date.parse(context.at) + this.settings.retryCap * 1000).toISOString();
    const failure = { reason: SUSPENDED, permanent: false, retryAt, mostAttempts: Infinity };
    await this.log.execute(new RecordFailure(context, notification.deliveryId, failure));
  }

  private async cancel({ notification }: Queued, reason: string): Promise<void> {
    const context = this.log.contextOf(notification);
    await this.log.execute(new CancelDelivery(context, notification.deliveryId, reason));
  }
}
