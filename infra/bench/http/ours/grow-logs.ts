import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Connection } from '../load/connection.js';
import { scenarioOf } from '../scenarios/index.js';
import type { OurSubject } from './subject.js';

/**
 * Gives the logs of tokens and intents so many earlier events, each the first of a stream of its own: copies of a real
 * one, past every reader, so that what is measured is what their number costs and not what reading them costs.
 */
export const growLogs = async ({ target, folder }: OurSubject, events: number): Promise<void> => {
  const connection = await Connection.open(target.origin);
  const staging = scenarioOf('intents', target);
  await staging.prepare(1, [connection]);
  await staging.run(connection, 0);
  connection.close();
  const { databaseUrl } = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as Running;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const { schema, kind } of logs) await grow(client, { schema, kind, events });
  } finally {
    await client.end();
  }
};

interface Running {
  readonly databaseUrl: string;
}

const logs = [
  { schema: 'tokens', kind: 'grant' },
  { schema: 'intents', kind: 'intent' },
] as const;

interface Growth {
  readonly schema: string;
  readonly kind: string;
  readonly events: number;
}

const grow = async (client: pg.Client, { schema, kind, events }: Growth): Promise<void> => {
  await client.query(`set search_path = "${schema}"`);
  await client.query('begin');
  const { rows } = await client.query<{ head: string }>('select head from sequence for update');
  const head = Number(rows[0]!.head);
  await client.query(copyStreams, [kind, events]);
  await client.query(copyEvents, [kind, events, head]);
  await client.query('update sequence set head = head + $1', [events]);
  await client.query(`update projection set position = greatest(position, $1)`, [head + events]);
  await client.query('commit');
  // What PostgreSQL would do about so many new rows in its own time would fall into the measurement.
  await client.query('vacuum (analyze) stream, event');
  await client.query('checkpoint');
};

const template = `(select s.* from stream s where s.kind = $1 and s.version = 1 order by s.created_at desc limit 1)`;

const copyStreams = `
  insert into stream (id, kind, version, state, chain, created_at, updated_at)
  select 'grown-' || md5(n::text), t.kind, t.version, t.state, t.chain, t.created_at, t.updated_at
    from ${template} t, generate_series(1, $2::int) n`;

// Private, so that neighbours pass over them.
const copyEvents = `
  insert into event (id, stream, version, type, schema_version, data, public, metadata, recorded_at, chain, position)
  select gen_random_uuid(), 'grown-' || md5(n::text), 1, e.type, e.schema_version, e.data, null, e.metadata,
         e.recorded_at, e.chain, $3::bigint + n
    from ${template} t join event e on e.stream = t.id, generate_series(1, $2::int) n`;
