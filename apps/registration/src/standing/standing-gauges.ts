import type { Sql } from '#event-sourcing';
import type { ServiceGauges } from '#service';
import { evidenceProjection } from './evidence.projection.js';

interface Row {
  readonly active: number;
  readonly suspended: number;
  readonly silent: number;
  readonly idle: number;
}

/** How clients stand, whether that is watched, and for how long a status list has been silent on which their registrations rest. */
export const standingGauges: ServiceGauges = {
  help: {
    assent_registration_clients_active: 'Clients that are registered and in good standing.',
    assent_registration_clients_suspended: 'Clients that are suspended.',
    assent_registration_lists_silent_seconds:
      'How long ago the status list answered, of those that registrations rest on, that has been silent the longest.',
    assent_registration_watch_idle_seconds:
      'How long ago the watch of what registrations rest on last came to the end of a look.',
  },
  read: async (sql: Sql) => {
    const [row] = await sql.query<Row>(
      `select count(*) filter (where state ->> 'status' = 'active')::int as active,
              count(*) filter (where state ->> 'status' = 'suspended')::int as suspended,
              (select coalesce(greatest(0, extract(epoch from clock_timestamp() - min(answered_at))), 0)::float8
                 from standing_source where source in (select list from ${await liveEvidence(sql)})) as silent,
              (select greatest(0, extract(epoch from clock_timestamp() - finished_at))::float8 from standing_look) as idle
         from stream where kind = 'client'`,
    );
    return {
      assent_registration_clients_active: row?.active ?? 0,
      assent_registration_clients_suspended: row?.suspended ?? 0,
      assent_registration_lists_silent_seconds: row?.silent ?? 0,
      assent_registration_watch_idle_seconds: row?.idle ?? 0,
    };
  },
};

const liveEvidence = async (sql: Sql): Promise<string> => {
  const [row] = await sql.query<{ table: string }>(
    `select "table" from projection where name = $1 and state = 'live'`,
    [evidenceProjection.name],
  );
  if (!row) throw new Error('the schema of registration is not migrated');
  return row.table;
};
