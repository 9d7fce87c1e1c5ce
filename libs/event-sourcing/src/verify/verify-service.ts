import type { AnyAggregate } from '../aggregate.js';
import type { Database, Sql } from '../database.js';
import type { ServiceLog } from '../service-log.js';
import { Cursor } from './cursor.js';
import type { Difference, Report } from './difference.js';
import { type EventRow, StreamReplay, type StreamRow } from './stream-replay.js';
import { verifyPositions } from './verify-positions.js';

export interface Verification {
  readonly service: string;
  readonly streams: number;
  readonly events: number;
  readonly differences: number;
}

export interface VerifyListener {
  /** Each difference as soon as it is found. */
  readonly onDifference?: (difference: Difference) => void;
  /** After every thousand events or so. */
  readonly onProgress?: (progress: { readonly streams: number; readonly events: number }) => void;
}

const PROGRESS_EVERY = 1_000;

/**
 * Folds every stream of a service again from its events and compares: state byte for byte, chain, versions, publications,
 * positions. Reads one snapshot with two cursors, and needs no data key.
 */
export const verifyService = (
  log: ServiceLog,
  database: Database,
  listener: VerifyListener = {},
): Promise<Verification> =>
  database.transaction(async (sql) => {
    await sql.query('set transaction isolation level repeatable read, read only');
    await sql.query(`set local timezone = 'UTC'; set local datestyle = 'ISO'`);
    let differences = 0;
    const report: Report = (difference) => {
      differences += 1;
      listener.onDifference?.({ service: log.service, ...difference });
    };
    const counts = await replayStreams(log, sql, { report, onProgress: listener.onProgress });
    await verifyPositions(sql, report);
    return { service: log.service, ...counts, differences };
  });

interface Telling {
  readonly report: Report;
  readonly onProgress: VerifyListener['onProgress'];
}

// Both in the same order, so that streams without events and events without a stream show.
const selectStreams = 'select id, kind, version, state::text as state, chain from stream order by id';
const selectEvents = `select id, stream, version, type, schema_version, data::text as data, public::text as public,
  metadata::text as metadata, recorded_at::text as recorded_at, chain, position from event order by stream, version`;

const replayStreams = async (log: ServiceLog, sql: Sql, { report, onProgress }: Telling) => {
  const streams = new Cursor<StreamRow>(sql, 'streams', selectStreams);
  const events = new Cursor<EventRow>(sql, 'events', selectEvents);
  const counts = { streams: 0, events: 0 };
  for (;;) {
    if (streams.dry) await streams.fill();
    if (events.dry) await events.fill();
    const id = lowest(streams.next?.id, events.next?.stream);
    if (id === undefined) return counts;
    const row = streams.next?.id === id ? streams.take() : undefined;
    const replay = new StreamReplay(id, aggregateOf(log, row?.kind, id), report);
    while (events.next?.stream === id) {
      replay.event(events.take()!);
      counts.events += 1;
      if (counts.events % PROGRESS_EVERY === 0) onProgress?.({ ...counts });
      if (events.dry) await events.fill();
    }
    replay.end(row);
    counts.streams += 1;
  }
};

const aggregateOf = (log: ServiceLog, kind: string | undefined, id: string): AnyAggregate | undefined =>
  log.aggregates.find(({ decider }) =>
    kind === undefined ? id.startsWith(`${decider.kind}-`) : decider.kind === kind,
  );

/** By bytes, as the database orders ids (collation "C"). */
const lowest = (one: string | undefined, other: string | undefined): string | undefined => {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) <= 0 ? one : other;
};
