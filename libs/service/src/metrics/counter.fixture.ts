import type { Aggregate, Command, DomainEvent, Projection, ServiceLog } from '#event-sourcing';

interface Count extends Command {
  readonly type: 'Count';
}

interface Counted extends DomainEvent {
  readonly type: 'Counted';
}

/** A stream that counts. */
export const counter: Aggregate<Count, Counted, { readonly count: number }> = {
  decider: {
    kind: 'counter',
    initial: { count: 0 },
    decide: () => [{ type: 'Counted' }],
    evolve: ({ count }) => ({ count: count + 1 }),
  },
  events: { Counted: { version: 1 } },
};

const counts: Projection = {
  name: 'counts',
  version: 1,
  create: (table) => `create table ${table} (stream text primary key)`,
  reducers: {
    Counted: async ({ stream }, sql, table) => {
      await sql.query(`insert into ${table} values ($1) on conflict do nothing`, [stream]);
    },
  },
};

export const countersLog: ServiceLog = { service: 'counters', aggregates: [counter], projections: [counts] };
