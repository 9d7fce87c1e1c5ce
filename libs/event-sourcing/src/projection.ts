import type { Context } from './decider.js';
import type { Sql } from './database.js';

/** An event as it is read back: upcast to the newest schema version, personal data still sealed. */
export interface StoredEvent {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Context;
  readonly recordedAt: string;
}

type Reduce<Events> = (events: Events, sql: Sql, table: string) => Promise<void>;

/** A read model over the service's own log: a table with a version, and a reducer per event type. */
export interface Projection {
  readonly name: string;
  /** Raise it when table or reducers change: the new table is built beside the old and switched in one transaction. */
  readonly version: number;
  /** DDL; `table` is the versioned name, such as `intent_list_v2`. */
  readonly create: (table: string) => string;
  readonly reducers: Readonly<Record<string, Reduce<StoredEvent>>>;
  /**
   * The same for many events of a type in one statement, all of different streams: some ten times faster. Only where each
   * row belongs to one stream: the events of a stream keep their order, those of different streams do not.
   */
  readonly reducersOfMany?: Readonly<Record<string, Reduce<readonly StoredEvent[]>>>;
}
