import type { Sql, Statement } from '#event-sourcing';
import type { Message, ProjectingConsumer } from '#messaging';
import { audited } from '../audit.log.js';
import { concernsOf, subjectOf } from './concerns.js';

/** Writes every public event of every service down. */
export const recording: ProjectingConsumer = {
  name: 'recording',
  services: audited,
  idempotent: true,
  project: (message, sql) => record([message], sql),
  projectAll: (messages, sql) => record(messages, sql),
};

const insertEntries: Statement = {
  name: 'record-entries',
  text: `insert into entry (id, recorded_at, service, position, stream, version, type, subject, correlation, causation, actor, view, detail)
       select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::text[],
                            $8::text[], $9::text[], $10::text[], $11::json[], $12::json[], $13::json[])
       on conflict do nothing`,
};

const insertConcerns: Statement = {
  name: 'record-concerns',
  text: 'insert into concern (intent, stream) select * from unnest($1::text[], $2::text[]) on conflict do nothing',
};

const upsertConsents: Statement = {
  name: 'record-consents',
  text: `insert into consent as known (intent, version, status, client, created_at, changed_at)
       select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
     on conflict (intent) do update set version = excluded.version, status = excluded.status, changed_at = excluded.changed_at
      where known.version < excluded.version`,
};

const record = async (messages: readonly Message[], sql: Sql): Promise<void> => {
  await recordEntries(messages, sql);
  await recordConcerns(messages, sql);
  await recordConsents(
    messages.filter(({ stream }) => stream.startsWith('intent-')),
    sql,
  );
};

const recordEntries = async (messages: readonly Message[], sql: Sql): Promise<void> => {
  await sql.query(
    insertEntries,
    columnsOf(messages, [
      ({ id }) => id,
      ({ time }) => time,
      ({ service }) => service,
      ({ offset }) => offset,
      ({ stream }) => stream,
      ({ version }) => version,
      ({ type }) => type,
      subjectOf,
      ({ metadata }) => metadata.correlationId,
      ({ metadata }) => metadata.causationId ?? null,
      ({ metadata }) => JSON.stringify(metadata.actor),
      ({ data }) => JSON.stringify(data.view),
      ({ data }) => (data.detail ? JSON.stringify(data.detail) : null),
    ]),
  );
};

const recordConcerns = async (messages: readonly Message[], sql: Sql): Promise<void> => {
  const concerns = messages.flatMap(concernsOf);
  if (concerns.length === 0) return;
  await sql.query(insertConcerns, columnsOf(concerns, [({ intent }) => intent, ({ stream }) => stream]));
};

const recordConsents = async (messages: readonly Message[], sql: Sql): Promise<void> => {
  // Of several versions of one intent, in whatever order, the newest stands: a statement may write each row once.
  const inOrder = messages.toSorted((one, other) => one.version - other.version);
  const newest = [...new Map(inOrder.map((message) => [message.stream, message])).values()];
  if (newest.length === 0) return;
  await sql.query(
    upsertConsents,
    columnsOf(newest, [
      ({ data }) => data.view['intentId'],
      ({ version }) => version,
      ({ data }) => data.view['status'],
      ({ data }) => data.view['clientId'],
      ({ data }) => data.view['createdAt'],
      ({ data }) => data.view['changedAt'],
    ]),
  );
};

/** What `unnest` takes: an array for each column. */
const columnsOf = <T>(rows: readonly T[], columns: readonly ((row: T) => unknown)[]): unknown[] =>
  columns.map((column) => rows.map(column));
