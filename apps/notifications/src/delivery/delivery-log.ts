import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { uuid } from '#crypto';
import { Clock, type Context, EventStore } from '#event-sourcing';
import { deliveries } from './delivery.aggregate.js';
import type { DeliveryCommand } from './delivery.commands.js';
import type { Queued } from './delivery.decider.js';
import type { Notification } from './delivery.events.js';
import type { DeliveryOutcome } from './delivery.handlers.js';

/** Deliveries in the log itself, which knows better than the queue what is done already. */
@Injectable()
export class DeliveryLog {
  constructor(
    private readonly store: EventStore,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  /** The delivery if it is still queued and its time has come. */
  async due(deliveryId: string): Promise<Queued | undefined> {
    const state = (await this.store.load(deliveries, deliveryId))?.state;
    return state?.status === 'queued' && Date.parse(state.dueAt) <= this.clock.now().getTime()
      ? state
      : undefined;
  }

  execute(command: DeliveryCommand): Promise<DeliveryOutcome> {
    return this.commands.execute<DeliveryCommand, DeliveryOutcome>(command);
  }

  /** What this service does of its own accord, under the correlation of what led to the notification. */
  contextOf({ correlationId, traceparent }: Pick<Notification, 'correlationId' | 'traceparent'>): Context {
    return {
      commandId: uuid(),
      at: this.clock.now().toISOString(),
      actor: { kind: 'service', id: 'notifications' },
      correlationId,
      ...(traceparent !== undefined && { traceparent }),
    };
  }
}
