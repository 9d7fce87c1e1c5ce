import type { Sql } from '#event-sourcing';
import { SUSPENDED } from './delivery.decider.js';

/** A delivery that was given up. */
export interface DeadLetter {
  readonly deliveryId: string;
  readonly clientId: string;
  readonly listenerId: string;
  readonly subject: string;
  readonly eventType: string;
  readonly reason: string;
}

/** Which dead letters are meant: all of them, those of a client or listener, or one. */
export interface DeadLetterFilter {
  readonly deliveryId?: string;
  readonly listenerId?: string;
  readonly clientId?: string;
}

/** Deliveries that were given up, oldest first; on the database of notifications, whether or not the service runs. */
export const listDeadLetters = async (
  sql: Sql,
  { deliveryId, listenerId, clientId }: DeadLetterFilter = {},
): Promise<readonly DeadLetter[]> =>
  sql.query<DeadLetter>(
    `select delivery as "deliveryId", client as "clientId", listener as "listenerId", subject,
            event_type as "eventType", reason
     from ${await liveQueue(sql)}
     where status = 'dead-lettered' and ($1::text is null or delivery = $1)
       and ($2::text is null or listener = $2) and ($3::text is null or client = $3)
     order by sequence`,
    [deliveryId ?? null, listenerId ?? null, clientId ?? null],
  );

/** Asks for another try of dead letters; a running service takes it up within a second. Answers how many there are. */
export const requestRedelivery = async (sql: Sql, filter: DeadLetterFilter = {}): Promise<number> => {
  const letters = await listDeadLetters(sql, filter);
  await sql.query('insert into delivery_redrive select unnest($1::text[]) on conflict do nothing', [
    letters.map(({ deliveryId }) => deliveryId),
  ]);
  return letters.length;
};

/** Has all that was held back from a suspended client sent again, in its order. */
export const resumeDeliveries = async (sql: Sql, clientId: string): Promise<void> => {
  await sql.query(
    `insert into delivery_redrive select delivery from ${await liveQueue(sql)}
      where client = $1 and reason = $2 on conflict do nothing`,
    [clientId, SUSPENDED],
  );
};

/** What was asked to be sent again, oldest first: of one queue, what is older is on its way before the next may overtake it. */
export const requestedRedeliveries = async (sql: Sql, most: number): Promise<readonly string[]> => {
  const rows = await sql.query<{ delivery: string }>(
    `select delivery from delivery_redrive left join ${await liveQueue(sql)} using (delivery)
      order by sequence, delivery limit $1`,
    [most],
  );
  return rows.map(({ delivery }) => delivery);
};

/** Name of the table that holds deliveries which are not done. */
export const liveQueue = async (sql: Sql): Promise<string> => {
  const [row] = await sql.query<{ table: string }>(
    `select "table" from projection where name = 'delivery_queue' and state = 'live'`,
  );
  if (!row) throw new Error('the schema of notifications is not migrated');
  return row.table;
};
