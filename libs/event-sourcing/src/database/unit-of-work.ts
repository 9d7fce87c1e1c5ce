import type pg from 'pg';
import type { DataSource } from 'typeorm';

/** One transaction on one connection, which is given back whatever happens: the only place that takes a query runner. */
export const unitOfWork = async <T>(
  source: DataSource,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> => {
  const runner = source.createQueryRunner();
  try {
    const client = (await runner.connect()) as pg.ClientBase;
    await runner.startTransaction();
    const result = await work(client);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    // A broken connection has rolled back by itself; the first error is the one that tells.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
};
