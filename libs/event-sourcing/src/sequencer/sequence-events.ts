import type { Database, Statement } from '../database.js';
import type { Tenure } from './lease.js';

// The lease row is locked by this very statement, so nobody can take it over while positions are given.
const sequence: Statement = {
  name: 'sequence-events',
  text: `
with held as (
  select from lease where name = 'sequencer' and holder = $1 and fence = $2 and until > clock_timestamp()
    and exists (select from queue) for update),
taken as (
  delete from queue where ticket in (select ticket from queue where exists (select from held) order by ticket limit $3)
  returning ticket, event),
numbered as (select event, row_number() over (order by ticket) as n from taken),
moved as (
  update sequence set head = head + (select count(*) from taken) where exists (select from taken)
  returning head - (select count(*) from taken) as base),
placed as (
  update event set position = moved.base + numbered.n from numbered, moved where event.id = numbered.event
  returning position),
counted as (select count(*) as count from placed)
select count, case when count > 0 then pg_notify('assent_sequenced', $4)::text end as notified from counted`,
};

/** Gives dense positions to events that wait for them, in the order in which they were written; tells how many. */
export const sequenceEvents = async (database: Database, tenure: Tenure, limit: number): Promise<number> => {
  const parameters = [tenure.holder, tenure.fence, limit, database.service];
  const [row] = await database.query<{ count: number }>(sequence, parameters);
  return row?.count ?? 0;
};
