import type { EventDefinition } from '../aggregate.js';
import type { Sql, Statement } from '../database.js';
import type { Context } from '../decider.js';
import type { StoredEvent } from '../projection.js';
import { upcast } from '../upcast.js';

interface EventRow {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  readonly type: string;
  readonly schema_version: number;
  readonly data: Record<string, unknown>;
  readonly metadata: string;
  readonly recorded_at: Date;
}

const columns =
  'id, stream, version, position, type, schema_version, data, metadata::text as metadata, recorded_at';

const selectEvents: Statement = {
  name: 'select-events-of-types',
  text: `select ${columns} from event where position > $1 and position <= $2 and type = any($3) order by position limit $4`,
};

export interface Range {
  /** Positions after this one … */
  readonly after: number;
  /** … up to this one. */
  readonly upTo: number;
  readonly types: readonly string[];
  readonly limit: number;
}

type Definitions = ReadonlyMap<string, EventDefinition>;

/** Events of some types in the order of their positions, in their newest form. */
export const readEvents = async (
  sql: Sql,
  range: Range,
  definitions: Definitions,
): Promise<StoredEvent[]> => {
  const parameters = [range.after, range.upTo, range.types, range.limit];
  return (await sql.query<EventRow>(selectEvents, parameters)).map((row) => toStored(row, definitions));
};

export const readEvent = async (
  sql: Sql,
  { stream, version }: { readonly stream: string; readonly version: number },
  definitions: Definitions,
): Promise<StoredEvent | undefined> => {
  const text = `select ${columns} from event where stream = $1 and version = $2 and position is not null`;
  const [row] = await sql.query<EventRow>(text, [stream, version]);
  return row && toStored(row, definitions);
};

const toStored = (row: EventRow, definitions: Definitions): StoredEvent => new ReadEvent(row, definitions);

class ReadEvent implements StoredEvent {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  readonly type: string;
  readonly data: Record<string, unknown>;

  constructor(
    private readonly row: EventRow,
    definitions: Definitions,
  ) {
    const definition = definitions.get(row.type);
    this.id = row.id;
    this.stream = row.stream;
    this.version = row.version;
    this.position = row.position;
    this.type = row.type;
    this.data = definition ? upcast(definition, row.schema_version, row.data) : row.data;
  }

  // Few reducers ask for it.
  get metadata(): Context {
    return JSON.parse(this.row.metadata) as Context;
  }

  get recordedAt(): string {
    return this.row.recorded_at.toISOString();
  }
}
