import { Injectable } from '@nestjs/common';
import { uuid } from '#crypto';
import { Clock, Database } from '#event-sourcing';
import { PeriodicWork } from '#service';
import { requestedRedeliveries } from '../delivery/dead-letters.js';
import { RedriveDelivery } from '../delivery/delivery.commands.js';
import { DeliveryLog } from '../delivery/delivery-log.js';

const AT_ONCE = 100;

/** Takes up what operators want to be sent again. */
@Injectable()
export class Redelivery extends PeriodicWork {
  protected readonly interval = 1_000;

  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveryLog,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run(): Promise<void> {
    for (const delivery of await requestedRedeliveries(this.database, AT_ONCE)) {
      await this.deliveries.execute(new RedriveDelivery(this.context(), delivery));
      await this.database.query('delete from delivery_redrive where delivery = $1', [delivery]);
    }
  }

  private context() {
    const actor = { kind: 'operator', id: 'operator' } as const;
    return { commandId: uuid(), at: this.clock.now().toISOString(), actor, correlationId: uuid() };
  }
}
