import { Injectable } from '@nestjs/common';
import type { IntentStatus } from '#contracts';
import { Database, Projections } from '#event-sourcing';
import { intentList } from './intent-list.projection.js';
import { type IntentFilter, writeCursor } from './intent-list.query.js';

/** One row of a list: what there is to know of an intent without opening it. */
export interface IntentSummary {
  readonly intentId: string;
  readonly status: IntentStatus;
  readonly kind: string;
  readonly operations: readonly string[];
  readonly usage: 'single' | 'recurring';
  readonly until?: string;
  readonly expiresAt: string;
  readonly onBehalfOf?: string;
  readonly createdAt: string;
  readonly changedAt: string;
}

export interface IntentPage {
  readonly intents: readonly IntentSummary[];
  /** Opaque; undefined on the last page. */
  readonly nextCursor?: string;
}

interface Row {
  readonly intent_id: string;
  readonly status: IntentStatus;
  readonly kind: string;
  readonly operations: readonly string[];
  readonly usage: 'single' | 'recurring';
  readonly on_behalf_of: string | null;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly expires_at: Date;
  readonly until: Date | null;
}

const effectiveStatus = `case when status in ('pending', 'authorized') and expires_at <= $2 then 'expired' else status end`;

/** Reads intents by what they have in common. */
@Injectable()
export class IntentList {
  constructor(
    private readonly database: Database,
    private readonly projections: Projections,
  ) {}

  /** A client's own intents, newest first, with all that was staged before it asked. */
  async page(clientId: string, filter: IntentFilter, at: string): Promise<IntentPage> {
    await this.projections.caughtUp();
    const rows = await this.database.query<Row>(
      `select *, ${effectiveStatus} as status from ${this.table}
       where client_id = $1
         and ($3::text is null or ${effectiveStatus} = $3) and ($4::text is null or kind = $4)
         and ($5::timestamptz is null or created_at > $5) and ($6::timestamptz is null or created_at < $6)
         and ($7::timestamptz is null or (created_at, intent_id) < ($7, $8::text))
       order by created_at desc, intent_id desc limit $9`,
      [clientId, at, ...parametersOf(filter), filter.limit + 1],
    );
    const intents = rows.slice(0, filter.limit).map(summaryOf);
    const last = intents.at(-1);
    return { intents, ...(rows.length > filter.limit && last && { nextCursor: writeCursor(last) }) };
  }

  /** Intents of a client that can still be taken back. */
  async openOf(clientId: string): Promise<readonly string[]> {
    await this.projections.caughtUp();
    const text = `select intent_id from ${this.table} where client_id = $1 and status in ('pending', 'authorized')`;
    return (await this.database.query<Row>(text, [clientId])).map((row) => row.intent_id);
  }

  /** Intents whose time has run out, but that have not been told so. */
  async due(at: string, limit: number): Promise<readonly string[]> {
    const text = `select intent_id from ${this.table} where status in ('pending', 'authorized') and expires_at <= $1
                  order by expires_at limit $2`;
    return (await this.database.query<Row>(text, [at, limit])).map((row) => row.intent_id);
  }

  private get table(): string {
    return this.projections.table(intentList.name);
  }
}

const parametersOf = ({
  status,
  kind,
  createdAfter,
  createdBefore,
  after,
}: IntentFilter): readonly unknown[] => [
  status ?? null,
  kind ?? null,
  createdAfter ?? null,
  createdBefore ?? null,
  after?.createdAt ?? null,
  after?.intentId ?? null,
];

const summaryOf = (row: Row): IntentSummary => ({
  intentId: row.intent_id,
  status: row.status,
  kind: row.kind,
  operations: row.operations,
  usage: row.usage,
  ...(row.until && { until: row.until.toISOString() }),
  expiresAt: row.expires_at.toISOString(),
  ...(row.on_behalf_of !== null && { onBehalfOf: row.on_behalf_of }),
  createdAt: row.created_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
});
