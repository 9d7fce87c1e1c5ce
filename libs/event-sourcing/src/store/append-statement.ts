import type { Statement } from '../database.js';
import type { Tenure } from '../sequencer/lease.js';
import {
  byteaArray,
  integerArray,
  jsonArray,
  textArray,
  timeArray,
  uuidArray,
} from '../database/binary-array.js';
import type { Append, NewEvent, StreamChange } from './append.js';

/**
 * Writes a batch of appends in one statement, all of it or nothing. Claims come first, in the order of their keys,
 * and streams after them, so that batches of several processes wait for one another in the same order.
 * What cannot be is told by `reject_append`, whose error undoes the rest.
 *
 * Events get their positions at once when this process has the sequencer's lease and none wait in the queue: whatever they
 * follow has its position then, since it was committed before they were decided, and so before this statement began. Whoever
 * moves the head of the sequence keeps all others from it until it has committed; thus positions are dense and seen in order,
 * and no lease that ran out meanwhile can give one twice. Streams are locked before the head, which is held for a short time.
 */
export const appendBatch: Statement = {
  name: 'append-batch',
  text: `
with wanted as (
  select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
    as w (append, scope, key, stream, fingerprint, expires_at)),
won as (
  insert into claim as c (scope, key, stream, fingerprint, expires_at)
  select scope, key, stream, fingerprint, expires_at from wanted order by scope, key
  on conflict (scope, key) do update
    set stream = excluded.stream, fingerprint = excluded.fingerprint, expires_at = excluded.expires_at
    where c.expires_at <= $7::timestamptz
  returning scope, key),
claimed as (select count(*) from won),
changed as (
  select * from unnest($8::int[], $9::text[], $10::text[], $11::int[], $12::int[], $13::json[], $14::bytea[])
    as s (append, id, kind, expected, version, state, chain)),
opened as (
  insert into stream (id, kind, version, state, chain, created_at, updated_at)
  select id, kind, version, state, chain, $7, $7 from changed, claimed where expected = 0 order by id
  on conflict (id) do nothing returning id),
moved as (
  update stream s set version = c.version, state = c.state, chain = c.chain, updated_at = $7
  from changed c, claimed where c.expected > 0 and s.id = c.id and s.version = c.expected returning s.id),
placed as (select id from opened union all select id from moved),
leave as (
  select from lease where name = 'sequencer' and holder = $28 and fence = $29::bigint and until > clock_timestamp()
    and cardinality($15::uuid[]) > 0 and (select min(ticket) from queue) is null),
positions as (
  update sequence set head = head + cardinality($15::uuid[])
   where exists (select from leave) and (select count(*) from placed) > 0
  returning head - cardinality($15::uuid[]) as base),
written as (
  insert into event (id, stream, version, type, schema_version, data, public, metadata, recorded_at, chain, position)
  select e.id, e.stream, e.version, e.type, e.schema_version, e.data, e.public, e.metadata, e.recorded_at, e.chain,
         base + e.n
    from unnest($15::uuid[], $16::text[], $17::int[], $18::text[], $19::int[], $20::json[], $21::json[],
                $22::json[], $23::timestamptz[], $24::bytea[]) with ordinality
      as e (id, stream, version, type, schema_version, data, public, metadata, recorded_at, chain, n)
    join placed on placed.id = e.stream left join positions on true),
queued as (
  insert into queue (event) select event from unnest($15::uuid[]) with ordinality as q (event, n)
   where not exists (select from positions) order by n),
keyed as (
  insert into data_key (stream, wrapped, kek)
  select k.* from unnest($25::text[], $26::bytea[], $27::text[]) as k (stream, wrapped, kek)
  join placed on placed.id = k.stream),
failures as (
  select json_agg(failure) as list from (
    select json_build_object('append', append, 'scope', scope, 'key', key) from wanted
      where not exists (select from won where won.scope = wanted.scope and won.key = wanted.key)
    union all
    select json_build_object('append', append) from changed
      where not exists (select from placed where placed.id = changed.id)) as f (failure))
select case when list is not null then reject_append(list)::text end as rejected,
       exists (select from positions) as positioned
  from failures`,
};

/** The parameters of `appendBatch`; with a tenure of the sequencer events may get positions at once. */
export const appendParameters = (
  batch: readonly Append[],
  now: string,
  tenure: Tenure | undefined,
): unknown[] => {
  const claims = batch.flatMap((append, index) => append.claims.map((claim) => ({ append, index, claim })));
  const placed = batch.flatMap(({ stream }, index) => (stream ? [{ index, stream }] : []));
  const streams = placed.map(({ stream }) => stream);
  return [
    integerArray(claims, ({ index }) => index),
    textArray(claims, ({ claim }) => claim.scope),
    textArray(claims, ({ claim }) => claim.key),
    textArray(claims, ({ append }) => append.claimant),
    textArray(claims, ({ claim }) => claim.fingerprint ?? null),
    claims.map(({ claim }) => claim.expiresAt),
    now,
    integerArray(placed, ({ index }) => index),
    ...streamColumns(streams),
    ...eventColumns(streams.flatMap(({ events }) => events)),
    ...keyColumns(streams.filter(({ newKey }) => newKey)),
    tenure?.holder ?? null,
    tenure?.fence ?? null,
  ];
};

/** Id, kind, expected version, version, state and chain. */
export const streamColumns = (streams: readonly StreamChange[]): unknown[] => [
  textArray(streams, ({ id }) => id),
  textArray(streams, ({ kind }) => kind),
  integerArray(streams, ({ expected }) => expected),
  integerArray(streams, ({ version }) => version),
  jsonArray(streams, ({ state }) => state),
  byteaArray(streams, ({ chain }) => chain),
];

/** Id, stream, version, type, schema version, data, publication, metadata, time and chain. */
export const eventColumns = (events: readonly NewEvent[]): unknown[] => [
  uuidArray(events, ({ id }) => id),
  textArray(events, ({ stream }) => stream),
  integerArray(events, ({ version }) => version),
  textArray(events, ({ type }) => type),
  integerArray(events, ({ schemaVersion }) => schemaVersion),
  jsonArray(events, ({ data }) => data),
  jsonArray(events, (event) => event.public),
  jsonArray(events, ({ metadata }) => metadata),
  timeArray(events, ({ recordedAt }) => recordedAt),
  byteaArray(events, ({ chain }) => chain),
];

/** Stream, wrapped key and id of the key that wrapped it, of streams that all have a new key. */
export const keyColumns = (streams: readonly StreamChange[]): unknown[] => [
  textArray(streams, ({ id }) => id),
  byteaArray(streams, ({ newKey }) => newKey!.wrapped),
  textArray(streams, ({ newKey }) => newKey!.kek),
];
