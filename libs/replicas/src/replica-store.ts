import { contracts } from '#contracts';
import type { Sql } from '#event-sourcing';
import type { Message, ProjectingConsumer } from '#messaging';
import type { ReplicaCache } from './replica-cache.js';
import type { PublicStream } from './stream-reader.js';

/** Kinds by length, since one may begin like another. */
const kinds = Object.keys(contracts).toSorted((one, other) => other.length - one.length);

const kindOf = (stream: string): string | undefined => kinds.find((kind) => stream.startsWith(`${kind}-`));

export const findReplica = async (sql: Sql, stream: string): Promise<PublicStream | undefined> => {
  const [row] = await sql.query<PublicStream & object>(
    'select stream, kind, version, view from replica where stream = $1',
    [stream],
  );
  return row && { ...row, version: Number(row.version) };
};

/** Keeps what is newer, and nothing else: duplicates and disorder do no harm. */
export const keepReplica = async (sql: Sql, { stream, kind, version, view }: PublicStream): Promise<void> => {
  await sql.query(
    `insert into replica as known (stream, kind, version, view) values ($1, $2, $3, $4)
     on conflict (stream) do update set version = excluded.version, view = excluded.view, updated_at = now()
      where known.version < excluded.version`,
    [stream, kind, version, JSON.stringify(view)],
  );
};

/** Fills the replicas of a service from its neighbours' public events. */
export const replicating = (neighbours: readonly string[], cache: ReplicaCache): ProjectingConsumer => ({
  name: 'replicas',
  services: neighbours,
  project: async ({ stream, version, data }: Message, sql: Sql) => {
    const kind = kindOf(stream);
    if (!kind) return;
    const known = { stream, kind, version, view: data.view };
    await keepReplica(sql, known);
    cache.put(known);
  },
});
