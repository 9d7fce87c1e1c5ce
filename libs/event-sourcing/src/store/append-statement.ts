import type { Statement } from '../database.js';
import type { Append, NewEvent, StreamChange } from './append.js';

/**
 * Writes a batch of appends in one statement, all of it or nothing. Claims come first, in the order of their keys,
 * and streams after them, so that batches of several processes wait for one another in the same order.
 * What cannot be is told by `reject_append`, whose error undoes the rest.
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
written as (
  insert into event (id, stream, version, type, schema_version, data, public, metadata, recorded_at, chain)
  select e.* from unnest($15::uuid[], $16::text[], $17::int[], $18::text[], $19::int[], $20::json[], $21::json[],
                         $22::json[], $23::timestamptz[], $24::bytea[])
    as e (id, stream, version, type, schema_version, data, public, metadata, recorded_at, chain)
  join placed on placed.id = e.stream),
queued as (
  insert into queue (event) select event from unnest($15::uuid[]) with ordinality as q (event, n) order by n),
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
select reject_append(list) from failures where list is not null`,
};

/** The parameters of `appendBatch`. */
export const appendParameters = (batch: readonly Append[], now: string): unknown[] => {
  const claims = batch.flatMap((append, index) => append.claims.map((claim) => ({ append, index, claim })));
  const streams = batch.flatMap(({ stream }, index) => (stream ? [{ index, stream }] : []));
  const events = streams.flatMap(({ stream }) => stream.events);
  return [
    claims.map(({ index }) => index),
    claims.map(({ claim }) => claim.scope),
    claims.map(({ claim }) => claim.key),
    claims.map(({ append }) => append.claimant),
    claims.map(({ claim }) => claim.fingerprint ?? null),
    claims.map(({ claim }) => claim.expiresAt),
    now,
    streams.map(({ index }) => index),
    ...streamColumns(streams.map(({ stream }) => stream)),
    ...eventColumns(events),
    ...keyColumns(streams.map(({ stream }) => stream)),
  ];
};

const streamColumns = (streams: readonly StreamChange[]): unknown[] => [
  streams.map(({ id }) => id),
  streams.map(({ kind }) => kind),
  streams.map(({ expected }) => expected),
  streams.map(({ version }) => version),
  streams.map(({ state }) => state),
  streams.map(({ chain }) => chain),
];

const eventColumns = (events: readonly NewEvent[]): unknown[] => [
  events.map(({ id }) => id),
  events.map(({ stream }) => stream),
  events.map(({ version }) => version),
  events.map(({ type }) => type),
  events.map(({ schemaVersion }) => schemaVersion),
  events.map(({ data }) => data),
  events.map((event) => event.public),
  events.map(({ metadata }) => metadata),
  events.map(({ recordedAt }) => recordedAt),
  events.map(({ chain }) => chain),
];

const keyColumns = (streams: readonly StreamChange[]): unknown[] => {
  const keys = streams.flatMap(({ id, newKey }) => (newKey ? [{ id, newKey }] : []));
  return [
    keys.map(({ id }) => id),
    keys.map(({ newKey }) => newKey.wrapped),
    keys.map(({ newKey }) => newKey.kek),
  ];
};
