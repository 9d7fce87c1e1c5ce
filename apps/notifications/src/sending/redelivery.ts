import { Injectable } from '@nestjs/common';
import { uuid } from '#crypto';
import { Clock, Database } from '#event-sourcing';
import { PeriodicWork } from '#service';
import { RedriveDelivery } from '../delivery/delivery.commands.js';
import { DeliveryLog } from '../delivery/delivery-log.js';

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
    const requests = await this.database.query<{ delivery: string }>(
      'select delivery from delivery_redrive order by delivery limit 100',
    );
    for (const { delivery } of requests) {
      await this.deliveries.execute(new RedriveDelivery(this.context(), delivery));
      await this.database.query('delete from delivery_redrive where delivery = $1', [delivery]);
    }
  }

  private context() {
    const actor = { kind: 'operator', id: 'operator' } as const;
    return { commandId: uuid(), at: this.clock.now().toISOString(), actor, correlationId: uuid() };
  }
}
