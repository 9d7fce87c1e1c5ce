import type { Aggregate, Command, Context, Decider, History, ServiceLog } from '#event-sourcing';
import { Refused } from '#event-sourcing';

// Streams like an intent or a grant in size: an order is placed, and then told where it has come to.

export type OrderCommand = Command &
  (
    | { readonly type: 'place'; readonly clientId: string; readonly lines: readonly Line[] }
    | { readonly type: 'report'; readonly status: string }
  );

interface Line {
  readonly product: string;
  readonly quantity: number;
}

export type OrderEvent =
  | {
      readonly type: 'OrderPlaced';
      readonly clientId: string;
      readonly lines: readonly Line[];
      readonly at: string;
    }
  | { readonly type: 'OrderReported'; readonly status: string; readonly at: string };

export interface Order {
  readonly status: string;
  readonly clientId?: string;
  readonly lines?: readonly Line[];
  readonly reports: number;
}

const orderDecider: Decider<OrderCommand, OrderEvent, Order> = {
  kind: 'order',
  initial: { status: 'none', reports: 0 },
  decide: (command, state) => {
    const { at } = command.context;
    if (command.type === 'report') return [{ type: 'OrderReported', status: command.status, at }];
    if (state.status !== 'none') throw new Refused('already-placed');
    return [{ type: 'OrderPlaced', clientId: command.clientId, lines: command.lines, at }];
  },
  evolve: (state, event) =>
    event.type === 'OrderPlaced'
      ? { status: 'placed', clientId: event.clientId, lines: event.lines, reports: 0 }
      : { ...state, status: event.status, reports: state.reports + 1 },
};

export const orders: Aggregate<OrderCommand, OrderEvent, Order> = {
  decider: orderDecider,
  events: { OrderPlaced: { version: 1 }, OrderReported: { version: 1 } },
  publish: ({ status, clientId }) => ({ view: { status, clientId } }),
};

/** Rows for a list, as services keep them. */
export const ordersLog: ServiceLog = {
  service: 'orders',
  aggregates: [orders],
  projections: [
    {
      name: 'order_list',
      version: 1,
      create: (table) =>
        `create table ${table} (id text collate "C" primary key, client text not null, status text not null);
         create index on ${table} (client, id)`,
      reducers: {
        OrderPlaced: async ({ stream, data }, sql, table) => {
          await sql.query(`insert into ${table} values ($1, $2, 'placed')`, [stream, data['clientId']]);
        },
        OrderReported: async ({ stream, data }, sql, table) => {
          await sql.query(`update ${table} set status = $2 where id = $1`, [stream, data['status']]);
        },
      },
      reducersOfMany: {
        OrderPlaced: async (events, sql, table) => {
          await sql.query(
            `insert into ${table} select id, client, 'placed' from unnest($1::text[], $2::text[]) as e (id, client)`,
            [events.map(({ stream }) => stream), events.map(({ data }) => data['clientId'])],
          );
        },
        OrderReported: async (events, sql, table) => {
          await sql.query(
            `update ${table} t set status = e.status from unnest($1::text[], $2::text[]) as e (id, status)
              where t.id = e.id`,
            [events.map(({ stream }) => stream), events.map(({ data }) => data['status'])],
          );
        },
      },
    },
  ],
};

const contextOf = (n: number): Context => ({
  commandId: `0198f0aa-5d0e-7000-8000-${n.toString(16).padStart(12, '0')}`,
  at: '2026-01-01T00:00:00.000Z',
  actor: { kind: 'client', id: `client-${n % 100}` },
  correlationId: '0af7651916cd43dd8448eb211c80319c',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
});

export const place = (n: number): OrderCommand & { readonly type: 'place' } => ({
  type: 'place',
  context: contextOf(n),
  clientId: `client-${n % 100}`,
  lines: [
    { product: 'Carrier Ethernet Access, 100 Mbit/s', quantity: 1 },
    { product: `urn:mef:lso:spec:sonata:AccessElineOvc:${n}`, quantity: 2 },
  ],
});

export const report = (n: number): OrderCommand => ({
  type: 'report',
  context: contextOf(n),
  status: `in progress, step ${n}`,
});

/** The same read model without statements for many events at once. */
export const oneByOne = (log: ServiceLog): ServiceLog => ({
  ...log,
  projections: (log.projections ?? []).map(({ name, version, create, reducers }) => ({
    name,
    version,
    create,
    reducers,
  })),
});

/** Orders with their whole history: placed, then told of `reports` times. */
export function* histories(from: number, count: number, reports: number): Generator<History> {
  for (let n = from; n < from + count; n += 1) {
    const context = contextOf(n);
    const recordedAt = new Date(Date.UTC(2026, 0, 1) + n);
    const { clientId, lines } = place(n);
    const placed = { type: 'OrderPlaced', clientId, lines, at: context.at };
    const told = Array.from({ length: reports }, (_, index) => ({
      type: 'OrderReported',
      status: `in progress, step ${index}`,
      at: context.at,
    }));
    const happened = [placed, ...told].map((event) => ({ event, context, recordedAt }));
    yield { aggregate: orders, id: `imported-${n}`, happened };
  }
}
