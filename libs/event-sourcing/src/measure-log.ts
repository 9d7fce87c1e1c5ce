import type { Sql, Statement } from './database.js';

/** Where a service's log and what follows it stand; ages in seconds, by the clock of the database. */
export interface LogMeasures {
  /** The highest position given. */
  readonly head: number;
  /** Events without a position yet: how many, at most 10,000, and for how long the first has waited. */
  readonly unsequenced: { readonly events: number; readonly seconds: number };
  readonly projections: readonly {
    /** Versioned name, such as `intent_list_v2`. */
    readonly table: string;
    /** Readers see the live one; another is being built beside it. */
    readonly state: 'building' | 'live';
    readonly behind: number;
    readonly seconds: number;
  }[];
  /** Events and messages that a projection or a consumer could not handle, with those that wait behind them. */
  readonly parked: readonly {
    readonly consumer: string;
    readonly streams: number;
    readonly messages: number;
    readonly seconds: number;
  }[];
}

// How long the first event after a position has been there; one look into the index of positions.
const waitingSince = (position: string): string =>
  `coalesce((select greatest(0, extract(epoch from clock_timestamp() - recorded_at)) from event
              where event.position > ${position} order by event.position limit 1), 0)::float8`;

const measure: Statement = {
  name: 'measure-log',
  text: `
select head,
  json_build_object(
    'events', (select count(*) from (select from queue limit 10000) waiting),
    'seconds', coalesce((select greatest(0, extract(epoch from clock_timestamp() - recorded_at)) from event
      where id = (select event from queue order by ticket limit 1)), 0)::float8) as unsequenced,
  (select coalesce(json_agg(json_build_object(
     'table', "table", 'state', state, 'behind', greatest(0, head - position), 'seconds', ${waitingSince('projection.position')})), '[]')
   from projection where state <> 'retired') as projections,
  (select coalesce(json_agg(each), '[]') from (
     select consumer, count(distinct stream) as streams, count(*) as messages,
            extract(epoch from clock_timestamp() - min(parked_at))::float8 as seconds
       from parked group by consumer) each) as parked
from sequence`,
};

/** One cheap statement, for whoever watches a service; on its own database. */
export const measureLog = async (sql: Sql): Promise<LogMeasures> => {
  const [row] = await sql.query<LogMeasures>(measure);
  if (!row) throw new Error('the log has no sequence');
  return row;
};
