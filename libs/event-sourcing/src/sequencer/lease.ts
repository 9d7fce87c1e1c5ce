import type { Database, Statement } from '../database.js';

/** Leave to act alone for a while. Every statement of the holder names the fence, so one that woke up too late changes nothing. */
export interface Tenure {
  readonly holder: string;
  readonly fence: number;
}

// The database's clock decides, so that the clocks of processes may differ.
const takeLease: Statement = {
  name: 'take-lease',
  text: `update lease set holder = $2, until = clock_timestamp() + $3 * interval '1 millisecond',
                fence = case when holder = $2 and until > clock_timestamp() then fence else fence + 1 end
          where name = $1 and (holder = $2 or until <= clock_timestamp())
          returning fence`,
};

/** Takes or prolongs a lease; undefined while another one has it. */
export const acquireLease = async (
  database: Database,
  { name, holder, milliseconds }: { name: string; holder: string; milliseconds: number },
): Promise<Tenure | undefined> => {
  const [row] = await database.query<{ fence: number }>(takeLease, [name, holder, milliseconds]);
  return row && { holder, fence: row.fence };
};

/** Gives the lease back, so that the next one need not wait. */
export const releaseLease = async (database: Database, name: string, tenure: Tenure): Promise<void> => {
  await database.query(
    `update lease set until = '-infinity' where name = $1 and holder = $2 and fence = $3`,
    [name, tenure.holder, tenure.fence],
  );
};
