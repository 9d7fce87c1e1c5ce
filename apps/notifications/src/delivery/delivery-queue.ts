import { Injectable } from '@nestjs/common';
import { opaqueId } from '#crypto';
import { Clock, Database, Projections } from '#event-sourcing';
import { deliveryQueueProjection } from './delivery-queue.projection.js';

/** A delivery that this process alone may attempt now. */
export interface TakenDelivery {
  readonly deliveryId: string;
  readonly listenerId: string;
  readonly queue: string;
}

/** Longer than the longest attempt, so that a lease ends under nobody's hands; and how long a killed process is waited for. */
const LEASE_MS = 30_000;

/** The work of this service: one queue per listener and subject, of which one process at a time sends the head. */
@Injectable()
export class DeliveryQueue {
  private readonly holder = opaqueId();

  constructor(
    private readonly database: Database,
    private readonly projections: Projections,
    private readonly clock: Clock,
  ) {}

  /**
   * Leases heads of queues that are due, but none of the listeners that are `busy`. The database's clock says how long a
   * lease lasts: those of processes may differ by more than that.
   */
  async take(most: number, busy: readonly string[]): Promise<readonly TakenDelivery[]> {
    const { table } = this;
    return this.database.query<{ deliveryId: string; listenerId: string; queue: string }>(
      `with due as (
         select delivery, listener, queue from ${table} head
         where status = 'queued' and due_at <= $1 and not listener = any($2::text[])
           and not exists (select from ${table} earlier where earlier.status = 'queued'
                             and earlier.queue = head.queue and earlier.sequence < head.sequence)
           and not exists (select from delivery_lease l where l.queue = head.queue and l.until > clock_timestamp())
         order by due_at limit $3),
       leased as (
         insert into delivery_lease as l (queue, holder, until)
         select queue, $4, clock_timestamp() + $5 * interval '1 millisecond' from due order by queue
         on conflict (queue) do update set holder = excluded.holder, until = excluded.until
          where l.until <= clock_timestamp()
         returning queue)
       select delivery as "deliveryId", listener as "listenerId", queue from due join leased using (queue)`,
      [this.clock.now(), busy, most, this.holder, LEASE_MS],
    );
  }

  async release({ queue }: TakenDelivery): Promise<void> {
    await this.database.query('delete from delivery_lease where queue = $1 and holder = $2', [
      queue,
      this.holder,
    ]);
  }

  private get table(): string {
    return this.projections.table(deliveryQueueProjection.name);
  }
}
