import { Injectable } from '@nestjs/common';
import { Database, Projections } from '#event-sourcing';
import { quoteList } from './quote-list.projection.js';
import type { QuoteFilter } from './quote-list.query.js';

/** Whose quotes. */
export interface Party {
  readonly clientId: string;
  readonly buyerId: string;
}

/** `Quote_Find` of the contract. */
export type QuoteSummary = Readonly<Record<string, string>>;

export interface QuotePage {
  readonly quotes: readonly QuoteSummary[];
  /** All that match, on whatever page. */
  readonly total: number;
}

/** Column and contract name of what a list shows and filters; the contract's `quoteLevel` is the Seller's. */
const columns: Readonly<Record<string, string>> = {
  id: 'quote_id',
  state: 'state',
  quoteLevel: 'level',
  externalId: 'external_id',
  projectId: 'project_id',
  quoteDate: 'quote_date',
  requestedQuoteCompletionDate: 'requested_completion',
  expectedQuoteCompletionDate: 'expected_completion',
  effectiveQuoteCompletionDate: 'effective_completion',
};

/** Reads quotes by what they have in common. */
@Injectable()
export class QuoteList {
  constructor(
    private readonly database: Database,
    private readonly projections: Projections,
  ) {}

  /** In the order in which they were asked for, so that pages do not shift; with all that was asked for before. */
  async page({ clientId, buyerId }: Party, filter: QuoteFilter): Promise<QuotePage> {
    await this.projections.caughtUp();
    const parameters: unknown[] = [clientId, buyerId];
    const where = ['client_id = $1', 'buyer_id = $2', ...conditions(filter, parameters)].join(' and ');
    const [counted] = await this.database.query<{ total: number }>(
      `select count(*)::int as total from ${this.table} where ${where}`,
      parameters,
    );
    const rows = await this.database.query(
      `select * from ${this.table} where ${where} order by quote_date, quote_id
       offset $${parameters.length + 1} limit $${parameters.length + 2}`,
      [...parameters, filter.offset, filter.limit],
    );
    return { quotes: rows.map(summaryOf), total: counted?.total ?? 0 };
  }

  /** Quotes that are to move on. */
  async due(at: string, limit: number): Promise<readonly string[]> {
    const text = `select quote_id from ${this.table} where due_at <= $1 order by due_at limit $2`;
    const rows = await this.database.query<{ quote_id: string }>(text, [at, limit]);
    return rows.map((row) => row.quote_id);
  }

  private get table(): string {
    return this.projections.table(quoteList.name);
  }
}

const conditions = ({ equal, after, before }: QuoteFilter, parameters: unknown[]): readonly string[] => {
  const compare =
    (operator: string) =>
    ([name, value]: [string, string]) =>
      `${columns[name]} ${operator} $${parameters.push(value)}`;
  return [
    ...Object.entries(equal).map(compare('=')),
    ...Object.entries(after).map(compare('>')),
    ...Object.entries(before).map(compare('<')),
  ];
};

const summaryOf = (row: Readonly<Record<string, unknown>>): QuoteSummary =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) => {
      const value = row[column];
      if (typeof value === 'string') return [[name, value]];
      return value instanceof Date ? [[name, value.toISOString()]] : [];
    }),
  );
