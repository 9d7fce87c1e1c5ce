import { contracts } from '#contracts';
import type { Sql, Statement } from '#event-sourcing';
import type { Message, ProjectingConsumer } from '#messaging';
import type { Followed } from './followed.js';
import type { ReplicaCache } from './replica-cache.js';
import type { PublicStream } from './stream-reader.js';

/** Kinds by length, since one may begin like another. */
const kinds = Object.keys(contracts).toSorted((one, other) => other.length - one.length);

const kindOf = (stream: string): string | undefined => kinds.find((kind) => stream.startsWith(`${kind}-`));

const selectReplica: Statement = {
  name: 'select-replica',
  text: 'select stream, kind, version, view from replica where stream = $1',
};

export const findReplica = async (sql: Sql, stream: string): Promise<PublicStream | undefined> => {
  const [row] = await sql.query<PublicStream & object>(selectReplica, [stream]);
  return row && { ...row, version: Number(row.version) };
};

// In the order of their keys, so that processes that keep some of the same wait for one another and never in a ring.
const upsertReplicas: Statement = {
  name: 'upsert-replicas',
  text: `insert into replica as known (stream, kind, version, view)
           select * from unnest($1::text[], $2::text[], $3::bigint[], $4::json[]) as fresh (stream, kind, version, view)
            order by stream
         on conflict (stream) do update set version = excluded.version, view = excluded.view, updated_at = now()
          where known.version < excluded.version`,
};

/** Keeps what is newer, and nothing else: duplicates and disorder do no harm. */
export const keepReplicas = async (sql: Sql, streams: readonly PublicStream[]): Promise<void> => {
  const newest = new Map<string, PublicStream>();
  for (const each of streams)
    if ((newest.get(each.stream)?.version ?? 0) < each.version) newest.set(each.stream, each);
  const fresh = [...newest.values()];
  await sql.query(upsertReplicas, [
    fresh.map(({ stream }) => stream),
    fresh.map(({ kind }) => kind),
    fresh.map(({ version }) => version),
    fresh.map(({ view }) => JSON.stringify(view)),
  ]);
};

/** Fills the replicas of a service from its neighbours' public events. */
export const replicating = ({ services, types }: Followed, cache: ReplicaCache): ProjectingConsumer => {
  const projectAll = async (messages: readonly Message[], sql: Sql): Promise<void> => {
    const streams = messages.flatMap(publicStream);
    if (streams.length === 0) return;
    await keepReplicas(sql, streams);
    for (const stream of streams) cache.put(stream);
  };
  return {
    name: 'replicas',
    services,
    types,
    idempotent: true,
    project: (message, sql) => projectAll([message], sql),
    projectAll,
  };
};

const publicStream = ({ stream, version, data }: Message): PublicStream[] => {
  const kind = kindOf(stream);
  return kind ? [{ stream, kind, version, view: data.view }] : [];
};
