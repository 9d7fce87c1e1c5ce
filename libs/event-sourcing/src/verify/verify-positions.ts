import type { Sql } from '../database.js';
import type { Report } from './difference.js';

/** Positions are 1, 2, 3 … up to the sequence's head, and what has none yet waits in the queue. */
export const verifyPositions = async (sql: Sql, report: Report): Promise<void> => {
  const gaps = await sql.query<{ first: number; last: number }>(
    `select before + 1 as first, position - 1 as last from (
       select position, lag(position, 1, 0::bigint) over (order by position) as before
         from (select position from event where position is not null union all select head + 1 from sequence) p) q
     where position > before + 1`,
  );
  for (const { first, last } of gaps) {
    const which =
      first === last
        ? `the event at position ${first} is`
        : `the events at positions ${first} to ${last} are`;
    report({ stream: null, version: null, problem: 'position-missing', what: `${which} gone` });
  }
  const beyond = await sql.query<{ stream: string; version: number }>(
    'select stream, version from event, sequence where position > head',
  );
  for (const place of beyond) {
    report({ ...place, problem: 'position-out-of-order', what: 'the position was never given' });
  }
  await verifyQueue(sql, report);
};

const verifyQueue = async (sql: Sql, report: Report): Promise<void> => {
  const forgotten = await sql.query<{ stream: string; version: number }>(
    `select stream, version from event e
      where position is null and not exists (select from queue q where q.event = e.id)`,
  );
  for (const place of forgotten) {
    report({ ...place, problem: 'event-not-queued', what: 'the event has no position and waits for none' });
  }
  const gone = await sql.query<{ event: string }>(
    'select event from queue q where not exists (select from event e where e.id = q.event)',
  );
  for (const { event } of gone) {
    report({
      stream: null,
      version: null,
      problem: 'event-missing',
      what: `event ${event} waits for a position, but is gone`,
    });
  }
};
