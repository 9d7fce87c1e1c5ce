import type pg from 'pg';
import type { DataSource } from 'typeorm';

/** One transaction on one connection, which is given back whatever happens: the only place that takes a query runner. */
export const unitOfWork = async <T>(
  source: DataSource,
  /** SQL that begins it. */
  begin: string,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> => {
  const runner = source.createQueryRunner();
  try {
    const client = (await runner.connect()) as pg.ClientBase;
    return await within(client, begin, work);
  } finally {
    await runner.release();
  }
};

const within = async <T>(
  client: pg.ClientBase,
  begin: string,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> => {
  await client.query(begin);
  try {
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A broken connection has rolled back by itself; the first error is the one that tells.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
};
