import type { Projection, Sql, StoredEvent } from '#event-sourcing';
import type {
  NotificationDeadLettered,
  NotificationFailed,
  NotificationQueued,
  NotificationRedriven,
} from './delivery.events.js';

/** Deliveries that are not done: what is due, what waits behind it, and what was given up. */
export const deliveryQueueProjection: Projection = {
  name: 'delivery_queue',
  version: 1,
  create: (table) => `
    create table ${table} (
      delivery text primary key, client text not null, listener text not null,
      queue text not null, sequence bigint not null,
      status text not null, due_at timestamptz, reason text, event_type text not null, subject text not null);
    create index on ${table} (due_at) where status = 'queued';
    create index on ${table} (queue, sequence) where status = 'queued';
    create index on ${table} (listener) where status = 'dead-lettered'`,
  reducers: {
    NotificationQueued: queued,
    NotificationFailed: failed,
    NotificationDeadLettered: deadLettered,
    NotificationRedriven: redriven,
    NotificationDelivered: done,
    NotificationCancelled: done,
  },
};

async function queued(event: StoredEvent, sql: Sql, table: string): Promise<void> {
  const { notification, at } = event.data as unknown as NotificationQueued;
  const { deliveryId, clientId, listenerId, subject, eventType } = notification;
  const queue = `${listenerId} ${subject}`;
  await sql.query(
    `insert into ${table} (delivery, client, listener, queue, sequence, status, due_at, event_type, subject)
     values ($1, $2, $3, $4, $5, 'queued', $6, $7, $8)`,
    [deliveryId, clientId, listenerId, queue, event.position, at, eventType, subject],
  );
}

async function failed(event: StoredEvent, sql: Sql, table: string): Promise<void> {
  const { retryAt, reason } = event.data as unknown as NotificationFailed;
  await sql.query(`update ${table} set due_at = $2, reason = $3 where delivery = $1`, [
    idOf(event),
    retryAt,
    reason,
  ]);
}

async function deadLettered(event: StoredEvent, sql: Sql, table: string): Promise<void> {
  const { reason } = event.data as unknown as NotificationDeadLettered;
  await sql.query(
    `update ${table} set status = 'dead-lettered', due_at = null, reason = $2 where delivery = $1`,
    [idOf(event), reason],
  );
}

// Back to its place: what is older than the others of its queue goes first.
async function redriven(event: StoredEvent, sql: Sql, table: string): Promise<void> {
  const { at } = event.data as unknown as NotificationRedriven;
  await sql.query(`update ${table} set status = 'queued', due_at = $2 where delivery = $1`, [
    idOf(event),
    at,
  ]);
}

async function done(event: StoredEvent, sql: Sql, table: string): Promise<void> {
  await sql.query(`delete from ${table} where delivery = $1`, [idOf(event)]);
}

const idOf = ({ stream }: StoredEvent): string => stream.slice('delivery-'.length);
