import { Injectable } from '@nestjs/common';
import { Database } from '#event-sourcing';
import { cursorOf, type Place } from './cursor.js';
import { type Entry, type EntryRow, toEntry } from './entry.js';

/** A page of entries in the order of time, then service and position. */
export interface Timeline {
  readonly entries: readonly Entry[];
  /** Where to go on; absent at the end. */
  readonly next?: string;
}

export interface PageRequest {
  readonly after: Place;
  readonly limit: number;
}

const whole = `
  select e.id, e.recorded_at, e.service, e.position, e.stream, e.version, e.type, e.correlation, e.causation, e.actor, e.view,
         e.detail, (select c.type from entry c where c.id::text = e.causation) as cause
    from entry e`;

// All that belongs to an intent: its own stream, and those that name it, with what was told of any of them.
const ofIntent = `
  e.id in (select id from entry where stream in (select stream from concern where intent = $1)
           union all
           select id from entry where subject in (select stream from concern where intent = $1))`;

const filters = { intent: ofIntent, correlation: 'e.correlation = $1', stream: 'e.stream = $1' } as const;

/** Reads what was recorded. */
@Injectable()
export class Timelines {
  constructor(private readonly database: Database) {}

  async read(of: keyof typeof filters, id: string, { after, limit }: PageRequest): Promise<Timeline> {
    const rows = await this.database.query<EntryRow>(
      `${whole} where ${filters[of]} and (e.recorded_at, e.service, e.position) > ($2::timestamptz, $3, $4)
        order by e.recorded_at, e.service, e.position limit $5`,
      [id, ...after, limit + 1],
    );
    const entries = rows.slice(0, limit).map(toEntry);
    const last = entries.at(-1);
    return {
      entries,
      ...(rows.length > limit && last && { next: cursorOf([last.at, last.service, last.position]) }),
    };
  }

  /** The entry that made an intent what it was at a time. */
  async intentAsOf(intent: string, at: string): Promise<Entry | undefined> {
    const [row] = await this.database.query<EntryRow>(
      `${whole} where e.stream = $1 and e.recorded_at <= $2::timestamptz order by e.version desc limit 1`,
      [`intent-${intent}`, at],
    );
    return row && toEntry(row);
  }
}
