import type { Projection, StoredEvent } from '#event-sourcing';

/** Rows for `listQuote` and for the timer: contacts, notes and prices stay in the quote's stream. */
export const quoteList: Projection = {
  name: 'quote_list',
  version: 1,
  create: (table) => `
    create table ${table} (
      quote_id text collate "C" primary key, client_id text not null, buyer_id text not null, state text not null,
      level text not null, external_id text, project_id text, quote_date timestamptz not null,
      requested_completion timestamptz, expected_completion timestamptz, effective_completion timestamptz,
      due_at timestamptz);
    create index on ${table} (client_id, buyer_id, quote_date, quote_id);
    create index on ${table} (due_at) where due_at is not null;`,
  reducers: {
    QuoteCreated: async (event, sql, table) => {
      await sql.query(
        `insert into ${table} values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        rowOf(event),
      );
    },
    QuoteStateChanged: async (event, sql, table) => {
      const { state, at, dueAt } = event.data;
      await sql.query(
        `update ${table} set state = $2, due_at = $3,
           effective_completion = case when $2 = any($5::text[]) then $4 else effective_completion end
         where quote_id = $1`,
        [idOf(event), state, dueAt ?? null, at, completing],
      );
    },
  },
};

const completing: readonly unknown[] = ['approved.orderable', 'answered', 'unableToProvide', 'cancelled'];

const idOf = ({ stream }: StoredEvent): string => stream.replace(/^quote-/, '');

const rowOf = (event: StoredEvent): readonly unknown[] => {
  const { data } = event;
  return [
    idOf(event),
    data['clientId'],
    data['buyerId'],
    data['state'],
    data['level'],
    data['externalId'] ?? null,
    data['projectId'] ?? null,
    data['at'],
    data['requestedQuoteCompletionDate'] ?? null,
    data['expectedQuoteCompletionDate'],
    completing.includes(data['state']) ? data['at'] : null,
    data['dueAt'] ?? null,
  ];
};
