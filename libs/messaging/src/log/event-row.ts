import type { Context } from '#event-sourcing';
import type { Message } from '../message.js';

/** The columns of a public event in a neighbour's log. */
export interface EventRow {
  readonly service: string;
  readonly position: string;
  readonly id: string;
  readonly stream: string;
  readonly version: string | number;
  readonly type: string;
  readonly schema_version: number;
  readonly public: Message['data'];
  readonly metadata: Context;
  readonly recorded_at: string | Date;
}

/** Public events of one service after a position; `after` and `limit` are parameter numbers. */
export const selectPublicEvents = (service: string, after: number, limit: number): string =>
  `select '${service}' as service, position, id, stream, version, type, schema_version, public, metadata, recorded_at
     from "${service}".event where position > $${after} and public is not null order by position limit $${limit}`;

/** The same columns with the last position of a log, and nothing else. */
export const selectLastPosition = (service: string): string =>
  `select '${service}', coalesce(max(position), 0), null::uuid, null, null, null, null, null::json, null::json, null::timestamptz
     from "${service}".event`;

export const toMessage = (row: EventRow): Message => ({
  id: row.id,
  service: row.service,
  partition: 0,
  offset: Number(row.position),
  stream: row.stream,
  version: Number(row.version),
  type: row.type,
  schemaVersion: row.schema_version,
  time: new Date(row.recorded_at).toISOString(),
  data: row.public,
  metadata: row.metadata,
});
