import { Injectable } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { EventStore, type Outcome } from '#event-sourcing';
import { deliveries } from './delivery.aggregate.js';
import {
  CancelDelivery,
  type DeliveryCommand,
  QueueNotification,
  RecordDelivery,
  RecordFailure,
  RedriveDelivery,
} from './delivery.commands.js';
import type { DeliveryState } from './delivery.decider.js';
import type { DeliveryEvent } from './delivery.events.js';

export type DeliveryOutcome = Outcome<DeliveryEvent, DeliveryState>;

@Injectable()
abstract class DeliveryHandler {
  constructor(private readonly store: EventStore) {}

  execute(command: DeliveryCommand): Promise<DeliveryOutcome> {
    return this.store.execute(deliveries, command.deliveryId, command);
  }
}

@CommandHandler(QueueNotification)
export class QueueNotificationHandler extends DeliveryHandler {}

@CommandHandler(RecordDelivery)
export class RecordDeliveryHandler extends DeliveryHandler {}

@CommandHandler(RecordFailure)
export class RecordFailureHandler extends DeliveryHandler {}

@CommandHandler(RedriveDelivery)
export class RedriveDeliveryHandler extends DeliveryHandler {}

@CommandHandler(CancelDelivery)
export class CancelDeliveryHandler extends DeliveryHandler {}

export const deliveryHandlers = [
  QueueNotificationHandler,
  RecordDeliveryHandler,
  RecordFailureHandler,
  RedriveDeliveryHandler,
  CancelDeliveryHandler,
];
