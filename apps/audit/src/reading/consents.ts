import { Injectable } from '@nestjs/common';
import type { PublicClient, PublicIntent } from '#contracts';
import { Database } from '#event-sourcing';
import { cursorOf } from './cursor.js';
import type { Entry } from './entry.js';
import { Timelines } from './timelines.js';

/** What was the matter with an intent at a time, and which event made it so. */
export interface ConsentState {
  readonly intentId: string;
  /** RFC 3339: the time that was asked for. */
  readonly at: string;
  readonly status: PublicIntent['status'];
  /** RFC 3339: since when. */
  readonly since: string;
  readonly intent: PublicIntent;
  readonly because: Pick<Entry, 'id' | 'type' | 'actor' | 'correlationId' | 'why'>;
}

/** A line of the list of intents. */
export interface ConsentLine {
  readonly intentId: string;
  readonly status: string;
  readonly clientId: string;
  readonly organisation?: string;
  readonly createdAt: string;
  readonly changedAt: string;
}

export interface ConsentList {
  readonly intents: readonly ConsentLine[];
  readonly next?: string;
}

export interface Search {
  /** Part of an intent's, client's or organisation's name; empty for all. */
  readonly text: string;
  readonly before?: readonly [time: string, id: string];
  readonly limit: number;
}

interface ConsentRow {
  readonly intent: string;
  readonly status: string;
  readonly client: string;
  readonly organisation: string | null;
  readonly created_at: Date;
  readonly changed_at: Date;
}

const list = `
  select c.intent, c.status, c.client, c.created_at, c.changed_at, client.view -> 'organisation' ->> 'name' as organisation
    from consent c left join replica client on client.stream = 'client-' || c.client
   where ($1 = '' or c.intent like $2 or c.client like $2 or c.status = $1 or client.view -> 'organisation' ->> 'name' ilike $2)
     and ($3::timestamptz is null or (c.changed_at, c.intent) < ($3, $4))
   order by c.changed_at desc, c.intent desc limit $5`;

/** The state of intents, now and as of any time. */
@Injectable()
export class Consents {
  constructor(
    private readonly database: Database,
    private readonly timelines: Timelines,
  ) {}

  /** Undefined when there was no such intent at that time. */
  async asOf(intentId: string, at: string): Promise<ConsentState | undefined> {
    const entry = await this.timelines.intentAsOf(intentId, at);
    if (!entry) return undefined;
    const { id, type, actor, correlationId, why } = entry;
    const intent = entry.view as unknown as PublicIntent;
    const because = { id, type, actor, correlationId, ...(why && { why }) };
    return { intentId, at, status: intent.status, since: entry.at, intent, because };
  }

  async list({ text, before, limit }: Search): Promise<ConsentList> {
    const pattern = `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    const parameters = [text, pattern, before?.[0] ?? null, before?.[1] ?? null, limit + 1];
    const rows = await this.database.query<ConsentRow>(list, parameters);
    const intents = rows.slice(0, limit).map(toLine);
    const last = intents.at(-1);
    return {
      intents,
      ...(rows.length > limit && last && { next: cursorOf([last.changedAt, last.intentId]) }),
    };
  }

  async client(clientId: string): Promise<PublicClient | undefined> {
    const [row] = await this.database.query<{ view: PublicClient }>(
      'select view from replica where stream = $1',
      [`client-${clientId}`],
    );
    return row?.view;
  }
}

const toLine = (row: ConsentRow): ConsentLine => ({
  intentId: row.intent,
  status: row.status,
  clientId: row.client,
  ...(row.organisation && { organisation: row.organisation }),
  createdAt: row.created_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
});
