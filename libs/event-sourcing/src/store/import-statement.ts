import type { Statement } from '../database.js';
import type { StreamChange } from './append.js';
import { eventColumns, keyColumns, streamColumns } from './append-statement.js';

/**
 * Writes the histories of new streams with their positions. Whoever moves the head of the sequence keeps all others from
 * it until this is committed, so positions are dense and seen in order, as when the sequencer gives them.
 */
export const importBatch: Statement = {
  name: 'import-batch',
  text: `
with base as (update sequence set head = head + $1::bigint returning head - $1::bigint as position),
opened as (
  insert into stream (id, kind, version, state, chain, created_at, updated_at)
  select s.id, s.kind, s.version, s.state, s.chain, now(), now()
    from unnest($3::text[], $4::text[], $5::int[], $6::int[], $7::json[], $8::bytea[])
      as s (id, kind, expected, version, state, chain)),
written as (
  insert into event (id, stream, version, type, schema_version, data, public, metadata, recorded_at, chain, position)
  select e.id, e.stream, e.version, e.type, e.schema_version, e.data, e.public, e.metadata, e.recorded_at, e.chain,
         base.position + e.n
    from unnest($9::uuid[], $10::text[], $11::int[], $12::text[], $13::int[], $14::json[], $15::json[], $16::json[],
                $17::timestamptz[], $18::bytea[]) with ordinality
      as e (id, stream, version, type, schema_version, data, public, metadata, recorded_at, chain, n), base),
keyed as (
  insert into data_key (stream, wrapped, kek) select * from unnest($19::text[], $20::bytea[], $21::text[]))
select pg_notify('assent_sequenced', $2)`,
};

/** The parameters of `importBatch`. */
export const importParameters = (service: string, streams: readonly StreamChange[]): unknown[] => {
  const events = streams.flatMap((stream) => stream.events);
  return [
    events.length,
    service,
    ...streamColumns(streams),
    ...eventColumns(events),
    ...keyColumns(streams.filter(({ newKey }) => newKey)),
  ];
};
