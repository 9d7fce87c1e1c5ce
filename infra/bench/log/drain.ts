import { setTimeout as pause } from 'node:timers/promises';
import type { BenchLog } from './bench-log.js';

/** Runs the sequencer until nothing waits any more; answers how many events there are now positions for. */
export const drain = async ({ sequencer, database }: BenchLog): Promise<number> => {
  const before = await headOf(database);
  sequencer.start();
  while ((await database.query('select 1 from queue limit 1')).length > 0) await pause(20);
  await sequencer.stop();
  return (await headOf(database)) - before;
};

const headOf = async (database: BenchLog['database']): Promise<number> => {
  const [row] = await database.query<{ head: number }>('select head from sequence');
  return row!.head;
};
