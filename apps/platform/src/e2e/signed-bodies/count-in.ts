import pg from 'pg';

/** The one number that a query gives, as `count`. */
export const countIn = async (databaseUrl: string, query: string): Promise<number> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ count: number }>(query).finally(() => client.end());
  return rows[0]!.count;
};
