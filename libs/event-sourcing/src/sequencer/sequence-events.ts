import type { Database, Statement } from '../database.js';
import type { Tenure } from './lease.js';

// The lease row is locked by this very statement, so nobody can take it over while positions are given.
// The planner does not know how few events wait. Told that it is thousands, it reads the whole of `event` rather than look
// them up; of an array from a subquery it expects ten members, and uses the index. Dead rows of `queue` stand before the
// living until they are vacuumed: `min` steps over them by the index, `exists` would read their pages.
const sequence: Statement = {
  name: 'sequence-events',
  text: `
with held as (
  select from lease where name = 'sequencer' and holder = $1 and fence = $2 and until > clock_timestamp()
    and (select min(ticket) from queue) is not null for update),
taken as (
  delete from queue where ticket = any (array(
    select ticket from queue where exists (select from held) order by ticket limit $3))
  returning ticket, event),
numbered as (select event, row_number() over (order by ticket) as n from taken),
moved as (
  update sequence set head = head + (select count(*) from taken) where exists (select from taken)
  returning head - (select count(*) from taken) as base),
placed as (
  update event set position = (select base from moved) + numbered.n from numbered
   where event.id = any (array(select event from taken)) and event.id = numbered.event
  returning position),
counted as (select count(*) as count from placed)
select count, case when count > 0 or $5 then pg_notify('assent_sequenced', $4)::text end as notified from counted`,
};

export interface Sequencing {
  /** How many events at most. */
  readonly limit: number;
  /** Readers are told also when none waited: others have their positions since they were written. */
  readonly tell?: boolean;
}

/** Gives dense positions to events that wait for them, in the order in which they were written; tells how many. */
export const sequenceEvents = async (
  database: Database,
  tenure: Tenure,
  { limit, tell = false }: Sequencing,
): Promise<number> => {
  const parameters = [tenure.holder, tenure.fence, limit, database.service, tell];
  const [row] = await database.query<{ count: number }>(sequence, parameters);
  return row?.count ?? 0;
};
