import type { Sql } from '#event-sourcing';
import type { PublicStream } from './stream-reader.js';

// One statement is one snapshot: no version without its view.
const newest = `
  select s.id as stream, s.kind, s.version, published.public -> 'view' as view
    from stream s
    cross join lateral (
      select public from event where stream = s.id and public is not null order by version desc limit 1) published
   where s.id = $1`;

/** A stream as its owner's own log has it, so that a read after a write sees it. Undefined when it is unknown or private. */
export const publicStreamOf = async (sql: Sql, stream: string): Promise<PublicStream | undefined> => {
  const [row] = await sql.query<PublicStream & object>(newest, [stream]);
  return row && { ...row, version: Number(row.version) };
};
