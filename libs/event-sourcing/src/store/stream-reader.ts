import type { Database, Statement } from '../database.js';
import type { StoredDataKey } from './personal-data.js';
import { isUnavailable } from './storage-errors.js';

/** The row of a stream, with its data key. */
export interface StreamRow {
  readonly id: string;
  readonly version: number;
  /** RFC 8785 text. */
  readonly state: string;
  readonly chain: Uint8Array;
  readonly key?: StoredDataKey;
}

interface Row extends Omit<StreamRow, 'key'> {
  readonly wrapped: Uint8Array | null;
  readonly kek: string | null;
}

const selectStreams: Statement = {
  name: 'select-streams',
  text: `select s.id, s.version, s.state::text as state, s.chain, k.wrapped, k.kek
           from stream s left join data_key k on k.stream = s.id where s.id = any($1)`,
};

const MAXIMUM_IN_FLIGHT = 2;
const MAXIMUM_BATCH = 1_000;

interface Waiting {
  readonly id: string;
  readonly done: (row: StreamRow | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/** Reads streams by id; reads that come while others are under way share the next query. */
export class StreamReader {
  private waiting: Waiting[] = [];
  private inFlight = 0;

  constructor(private readonly database: Database) {}

  read(id: string): Promise<StreamRow | undefined> {
    return new Promise((done, fail) => {
      this.waiting.push({ id, done, fail });
      if (this.waiting.length === 1) setImmediate(() => this.pump());
    });
  }

  private pump(): void {
    while (this.waiting.length > 0 && this.inFlight < MAXIMUM_IN_FLIGHT) {
      const batch = this.waiting.splice(0, MAXIMUM_BATCH);
      this.inFlight += 1;
      void this.answer(batch).finally(() => {
        this.inFlight -= 1;
        setImmediate(() => this.pump()); // by then also those ask again who were just answered
      });
    }
  }

  private async answer(batch: readonly Waiting[]): Promise<void> {
    try {
      const rows = await this.database.query<Row>(selectStreams, [[...new Set(batch.map(({ id }) => id))]]);
      const found = new Map(rows.map((row) => [row.id, toStream(row)]));
      for (const { id, done } of batch) done(found.get(id));
    } catch (error) {
      // One by one, so that a single id that cannot be asked for spoils no other.
      if (batch.length > 1 && !isUnavailable(error)) for (const one of batch) await this.answer([one]);
      else for (const { fail } of batch) fail(error);
    }
  }
}

const toStream = ({ wrapped, kek, ...stream }: Row): StreamRow => ({
  ...stream,
  ...(kek !== null && { key: { wrapped, kek } }),
});
