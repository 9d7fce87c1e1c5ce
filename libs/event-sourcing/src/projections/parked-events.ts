import type { Sql, Statement } from '../database.js';
import type { StoredEvent } from '../projection.js';

export interface Place {
  readonly stream: string;
  readonly version: number;
}

/** What a projection has before it. */
export interface Outlook {
  /** Last position that was given. */
  readonly head: number;
  /** Whether any event of any stream is parked. */
  readonly waiting: boolean;
}

const lookOut: Statement = {
  name: 'look-out-for-projection',
  text: `select coalesce((select head from sequence), 0) as head,
                exists (select from parked where consumer = $1) as waiting`,
};

/** Events that a projection could not apply, in the table that `assent redrive` knows: with their stream's later ones. */
export class ParkedEvents {
  constructor(
    private readonly consumer: string,
    private readonly service: string,
  ) {}

  /** Asked once the projection's row is locked: from then on nobody else parks anything. */
  async outlook(sql: Sql): Promise<Outlook> {
    const [row] = await sql.query<Outlook & object>(lookOut, [this.consumer]);
    return row!;
  }

  /** Parks those of these events whose stream waits already, and answers the others. */
  async free(sql: Sql, events: readonly StoredEvent[]): Promise<readonly StoredEvent[]> {
    const parked = await this.among(sql, events);
    for (const event of events) if (parked.has(event.stream)) await this.add(sql, event);
    return events.filter(({ stream }) => !parked.has(stream));
  }

  /** Which streams of these events wait already. */
  async among(sql: Sql, events: readonly StoredEvent[]): Promise<ReadonlySet<string>> {
    const text = 'select distinct stream from parked where consumer = $1 and stream = any($2)';
    const streams = [...new Set(events.map(({ stream }) => stream))];
    const rows = await sql.query<{ stream: string }>(text, [this.consumer, streams]);
    return new Set(rows.map(({ stream }) => stream));
  }

  /** Without an error it waits for an earlier one of its stream. */
  async add(sql: Sql, { stream, version, type, position }: StoredEvent, error?: unknown): Promise<void> {
    await sql.query(
      `insert into parked (consumer, stream, version, service, partition, message, error, attempts, next_attempt_at)
       values ($1, $2, $3, $4, 0, $5, $6::text, case when $6::text is null then 0 else 1 end, now() + interval '5 seconds')
       on conflict do nothing`,
      [this.consumer, stream, version, this.service, JSON.stringify({ type, position }), describe(error)],
    );
  }

  /** The first parked event of each stream whose time has come. */
  async due(sql: Sql): Promise<Place[]> {
    return sql.query<Place>(
      `select stream, version from (
         select distinct on (stream) stream, version, next_attempt_at from parked where consumer = $1
         order by stream, version) first
       where next_attempt_at <= now() limit 100`,
      [this.consumer],
    );
  }

  async remove(sql: Sql, { stream, version }: Place): Promise<void> {
    await sql.query('delete from parked where consumer = $1 and stream = $2 and version = $3', [
      this.consumer,
      stream,
      version,
    ]);
    // The next one of the stream need not wait.
    await sql.query('update parked set next_attempt_at = now() where consumer = $1 and stream = $2', [
      this.consumer,
      stream,
    ]);
  }

  async postpone(sql: Sql, { stream, version }: Place, error: unknown): Promise<void> {
    await sql.query(
      `update parked set error = $4, attempts = attempts + 1,
         next_attempt_at = now() + least(attempts + 1, 60) * interval '10 seconds'
       where consumer = $1 and stream = $2 and version = $3`,
      [this.consumer, stream, version, describe(error)],
    );
  }
}

const describe = (error: unknown): string | null =>
  error === undefined
    ? null
    : (error instanceof Error ? `${error.name}: ${error.message}` : 'no Error').slice(0, 500);
