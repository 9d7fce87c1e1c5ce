import type { Sql } from '#event-sourcing';
import type { Message, ProjectingConsumer } from '#messaging';
import { audited } from '../audit.log.js';
import { concernsOf, subjectOf } from './concerns.js';

/** Writes every public event of every service down. */
export const recording: ProjectingConsumer = {
  name: 'recording',
  services: audited,
  project: async (message, sql) => {
    await recordEntry(message, sql);
    for (const { intent, stream } of concernsOf(message)) {
      await sql.query('insert into concern (intent, stream) values ($1, $2) on conflict do nothing', [
        intent,
        stream,
      ]);
    }
    if (message.stream.startsWith('intent-')) await recordConsent(message, sql);
  },
};

const recordEntry = async (message: Message, sql: Sql): Promise<void> => {
  const { id, time, service, offset, stream, version, type, metadata, data } = message;
  await sql.query(
    `insert into entry (id, recorded_at, service, position, stream, version, type, subject, correlation, causation, actor, view, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing`,
    [
      id,
      time,
      service,
      offset,
      stream,
      version,
      type,
      subjectOf(message),
      metadata.correlationId,
      metadata.causationId ?? null,
      JSON.stringify(metadata.actor),
      JSON.stringify(data.view),
      data.detail ? JSON.stringify(data.detail) : null,
    ],
  );
};

const recordConsent = async ({ version, data: { view } }: Message, sql: Sql): Promise<void> => {
  await sql.query(
    `insert into consent as known (intent, version, status, client, created_at, changed_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (intent) do update set version = excluded.version, status = excluded.status, changed_at = excluded.changed_at
      where known.version < excluded.version`,
    [view['intentId'], version, view['status'], view['clientId'], view['createdAt'], view['changedAt']],
  );
};
