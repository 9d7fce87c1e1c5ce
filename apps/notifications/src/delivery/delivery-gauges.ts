import type { Sql } from '#event-sourcing';
import type { ServiceGauges } from '#service';
import { liveQueue } from './dead-letters.js';

/** How notifications get on: what waits, for how long, and what was given up. */
export const deliveryGauges: ServiceGauges = {
  help: {
    assent_notifications_waiting: 'Notifications that are still to be delivered.',
    assent_notifications_overdue_seconds: 'How long the notification that is most overdue has been due.',
    assent_notifications_dead_letters: 'Notifications that were given up, until somebody redrives them.',
  },
  read: async (sql: Sql) => {
    const queue = await liveQueue(sql);
    // What stands behind another one of its queue waits for that, and is not overdue itself.
    const [row] = await sql.query<{ waiting: number; overdue: number; dead: number }>(
      `with heads as (
         select distinct on (queue) due_at from ${queue} where status = 'queued' order by queue, sequence)
       select count(*) filter (where status = 'queued')::int as waiting,
              count(*) filter (where status = 'dead-lettered')::int as dead,
              coalesce(greatest(0, extract(epoch from clock_timestamp() - (select min(due_at) from heads))), 0)::float8
                as overdue
         from ${queue}`,
    );
    return {
      assent_notifications_waiting: row?.waiting ?? 0,
      assent_notifications_overdue_seconds: row?.overdue ?? 0,
      assent_notifications_dead_letters: row?.dead ?? 0,
    };
  },
};
