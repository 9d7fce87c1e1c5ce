import type { Sql } from '#event-sourcing';

/** How far a topic is behind the log that is published to it. */
export interface Unpublished {
  readonly topic: string;
  /** Positions of the log that are still to be looked at for public events. */
  readonly positions: number;
  /** Since when the oldest public event of them has been recorded, milliseconds; 0 when there is none. */
  readonly ageMs: number;
}

/** By topic of a service; none where events are not published, since neighbours read the log itself. */
export const unpublished = async (sql: Sql): Promise<readonly Unpublished[]> =>
  sql.query<Unpublished>({
    name: 'unpublished',
    text: `select topic, greatest(0, (select head from sequence) - position)::int as positions,
                  coalesce((select greatest(0, extract(epoch from clock_timestamp() - recorded_at) * 1000)::int from event
                             where event.position > publication.position and public is not null
                             order by event.position limit 1), 0) as "ageMs"
             from publication order by topic`,
  });
