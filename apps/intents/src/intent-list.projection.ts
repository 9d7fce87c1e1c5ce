import type { Projection, StoredEvent } from '#event-sourcing';

/** Rows for lists and for the timer: what an intent is about stays sealed in its stream. */
export const intentList: Projection = {
  name: 'intent_list',
  version: 1,
  create: (table) => `
    create table ${table} (
      intent_id text collate "C" primary key, client_id text not null, kind text not null, status text not null,
      usage text not null, operations json not null, on_behalf_of text,
      created_at timestamptz not null, changed_at timestamptz not null, expires_at timestamptz not null, until timestamptz);
    create index on ${table} (client_id, created_at desc, intent_id desc);
    create index on ${table} (expires_at) where status in ('pending', 'authorized');`,
  reducers: {
    IntentStaged: (event, sql, table) =>
      run(
        sql.query(`insert into ${table} values ($1, $2, $3, 'pending', $4, $5, $6, $7, $7, $8, $9)`, [
          idOf(event),
          event.data['clientId'],
          event.data['kind'],
          ...content(event),
        ]),
      ),
    IntentAmended: (event, sql, table) =>
      run(
        sql.query(
          `update ${table} set usage = $2, operations = $3, on_behalf_of = $4, changed_at = $5, expires_at = $6,
             until = $7 where intent_id = $1`,
          [idOf(event), ...content(event)],
        ),
      ),
    IntentAuthorized: (event, sql, table) =>
      run(
        sql.query(
          `update ${table} set status = 'authorized', changed_at = $2, expires_at = $3 where intent_id = $1`,
          [idOf(event), event.data['at'], event.data['expiresAt']],
        ),
      ),
    IntentRejected: becomes('rejected'),
    IntentWithdrawn: becomes('withdrawn'),
    IntentRevoked: becomes('revoked'),
    IntentExpired: becomes('expired'),
    IntentConsumptionRecorded: (event, sql, table) =>
      run(
        sql.query(
          `update ${table} set status = case status when 'authorized' then 'consumed' else status end, changed_at = $2
           where intent_id = $1`,
          [idOf(event), event.data['at']],
        ),
      ),
  },
  reducersOfMany: {
    IntentStaged: (events, sql, table) =>
      run(
        sql.query(
          `insert into ${table} (intent_id, client_id, kind, status, usage, operations, on_behalf_of, created_at,
                                 changed_at, expires_at, until)
           select intent, client, kind, 'pending', usage, operations, lei, at, at, expires, until
             from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::json[], $6::text[], $7::timestamptz[],
                         $8::timestamptz[], $9::timestamptz[])
               as staged (intent, client, kind, usage, operations, lei, at, expires, until)`,
          columnsOf(events),
        ),
      ),
  },
};

const columnsOf = (events: readonly StoredEvent[]): unknown[] => {
  const rows = events.map((event) => [
    idOf(event),
    event.data['clientId'],
    event.data['kind'],
    ...content(event),
  ]);
  return rows[0]!.map((_, column) => rows.map((row) => row[column]));
};

function becomes(status: string): Projection['reducers'][string] {
  return (event, sql, table) =>
    run(
      sql.query(`update ${table} set status = $2, changed_at = $3 where intent_id = $1`, [
        idOf(event),
        status,
        event.data['at'],
      ]),
    );
}

const content = ({ data }: StoredEvent): readonly unknown[] => [
  data['usage'],
  JSON.stringify(data['operations']),
  data['onBehalfOf'] ?? null,
  data['at'],
  data['expiresAt'],
  data['until'] ?? null,
];

const idOf = ({ stream }: StoredEvent): string => stream.replace(/^intent-/, '');

const run = async (query: Promise<unknown>): Promise<void> => void (await query);
