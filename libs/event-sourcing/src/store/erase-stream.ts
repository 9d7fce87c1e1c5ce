import type { Sql } from '../database.js';

/** Deletes the data key of a stream and notes when; events, state and chain stay as they are. False when there was none. */
export const eraseStream = async (sql: Sql, stream: string, at: Date): Promise<boolean> => {
  const erased = await sql.query(
    'update data_key set wrapped = null, erased_at = $2 where stream = $1 and wrapped is not null returning stream',
    [stream, at.toISOString()],
  );
  return erased.length > 0;
};
