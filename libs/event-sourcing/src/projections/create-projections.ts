import type { Database } from '../database.js';
import type { Projection } from '../projection.js';
import type { ServiceLog } from '../service-log.js';

/** Makes the tables of projections that are new; one that replaces an older version waits beside it until it has caught up. */
export const createProjections = async (log: ServiceLog, database: Database): Promise<void> => {
  await dropRetired(database);
  for (const projection of log.projections ?? []) await createProjection(projection, database);
};

/** Name of the table of one version, such as `intent_list_v2`. */
export const tableOf = ({ name, version }: Projection): string => `${name}_v${version}`;

const createProjection = (projection: Projection, database: Database): Promise<void> =>
  database.transaction(async (sql) => {
    const made = await sql.query(
      `insert into projection (name, version, "table", state)
       values ($1, $2, $3, case when exists (select from projection where name = $1 and state = 'live')
                                then 'building' else 'live' end)
       on conflict do nothing returning name`,
      [projection.name, projection.version, tableOf(projection)],
    );
    if (made.length > 0) await sql.query(projection.create(tableOf(projection)));
  });

// Programs of the former version may still read a table that was retired just now.
const dropRetired = (database: Database): Promise<void> =>
  database.transaction(async (sql) => {
    const retired = await sql.query<{ table: string }>(
      `delete from projection where state = 'retired' and changed_at < now() - interval '1 hour' returning "table"`,
    );
    for (const { table } of retired) await sql.query(`drop table if exists "${table}"`);
  });
