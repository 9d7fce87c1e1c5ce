import type { Projection, Sql, StoredEvent } from '#event-sourcing';
import type { ClientUpdated, Evidence, RegistrationPolicyApplied } from '../client/client.events.js';
import type { SuspensionCause } from '#contracts';

/** What each client's registration rests on, and for which of it the client is suspended now. */
export const evidenceProjection: Projection = {
  name: 'registration_evidence',
  version: 1,
  create: (table) => `
    create table ${table} (
      client text not null, kind text not null, id text not null, issuer text not null, software text,
      list text, list_issuer text, idx bigint, valid_until timestamptz, x5c json, cause text,
      primary key (client, kind, id));
    create index on ${table} (kind, id);
    create index on ${table} (list) where list is not null;
    create index on ${table} (valid_until) where valid_until is not null;
    create index on ${table} (client) where cause is not null`,
  reducers: {
    ClientRegistered: vouchedFor,
    ClientUpdated: vouchedFor,
    RegistrationPolicyApplied: applied,
    ClientCertificatesNoted: noted,
    ClientSuspended: caused,
    SuspensionCauseEnded: ended,
    ClientReinstated: ended,
    ClientDeleted: deleted,
  },
};

// Registrations of old have no decision, but a statement and an organisation all the same.
async function vouchedFor(event: StoredEvent, sql: Sql, table: string): Promise<void> {
  const { client, voucher } = event.data as unknown as ClientUpdated;
  const { software, organisation } = client;
  await sql.query(
    `with gone as (
       delete from ${table} where client = $1 and kind in ('software-statement', 'organisation') and not id in ($3, $5))
     insert into ${table} (client, kind, id, issuer, software)
     values ($1, 'software-statement', $3, $2, $4), ($1, 'organisation', $5, $2, null)
     on conflict (client, kind, id) do nothing`,
    [clientOf(event), voucher.issuer, voucher.jti, software.id, organisation.id],
  );
}

async function applied(event: StoredEvent, sql: Sql, table: string): Promise<void> {
  await restOn(event, sql, table);
}

async function noted(event: StoredEvent, sql: Sql, table: string): Promise<void> {
  await restOn(event, sql, table, 'certificate');
}

// All evidence is replaced by that of the event, or all of one kind.
const restOn = async (
  event: StoredEvent,
  sql: Sql,
  table: string,
  kind: Evidence['kind'] | null = null,
): Promise<void> => {
  const { evidence } = event.data as unknown as Pick<RegistrationPolicyApplied, 'evidence'>;
  await sql.query(
    `with seen as (
       select * from json_to_recordset($2::json) as seen (
         kind text, id text, issuer text, list text, list_issuer text, idx bigint, valid_until timestamptz, x5c json)),
     gone as (
       delete from ${table} where client = $1 and ($3::text is null or kind = $3) and not (kind, id) in (select kind, id from seen))
     insert into ${table} (client, kind, id, issuer, list, list_issuer, idx, valid_until, x5c)
     select $1, * from seen
     on conflict (client, kind, id) do update set issuer = excluded.issuer, list = excluded.list,
       list_issuer = excluded.list_issuer, idx = excluded.idx, valid_until = excluded.valid_until, x5c = excluded.x5c`,
    [clientOf(event), JSON.stringify(evidence.map(rowOf)), kind],
  );
};

const rowOf = ({ kind, id, issuer, status, validUntil, x5c }: Evidence): object => ({
  kind,
  id,
  issuer,
  list: status?.uri,
  list_issuer: status?.issuer,
  idx: status?.idx,
  valid_until: validUntil,
  x5c,
});

async function caused(event: StoredEvent, sql: Sql, table: string): Promise<void> {
  const { kind, id, reason } = causeOf(event);
  await mark(sql, table, [clientOf(event), kind, id, reason]);
}

async function ended(event: StoredEvent, sql: Sql, table: string): Promise<void> {
  const { kind, id } = causeOf(event);
  await mark(sql, table, [clientOf(event), kind, id, null]);
}

async function deleted(event: StoredEvent, sql: Sql, table: string): Promise<void> {
  await sql.query(`delete from ${table} where client = $1`, [clientOf(event)]);
}

const mark = async (sql: Sql, table: string, values: readonly (string | null)[]): Promise<void> => {
  await sql.query(`update ${table} set cause = $4 where client = $1 and kind = $2 and id = $3`, values);
};

const causeOf = ({ data }: StoredEvent): SuspensionCause => data['cause'] as SuspensionCause;
const clientOf = ({ stream }: StoredEvent): string => stream.slice('client-'.length);
