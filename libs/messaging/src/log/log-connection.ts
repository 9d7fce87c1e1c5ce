import pg from 'pg';
import { groupBy } from '../group-by.js';
import { pause } from '../pause.js';
import { type EventRow, selectLastPosition, selectPublicEvents, toMessage } from './event-row.js';
import { RecentMessages } from './recent-messages.js';

// A member whose machine died must lose its partitions within seconds, not when TCP gives up.
const keepAlive =
  "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3; set application_name = 'assent-log'";

// Everything is read by position, with a plan that is made once: right after an import, of which the planner knows nothing yet,
// it would read whole logs instead.
const byIndex =
  'set enable_seqscan = off; set max_parallel_workers_per_gather = 0; set plan_cache_mode = force_generic_plan; set jit = off';

const sweepSize = 500;
/** From the start of one sweep to the next under load, milliseconds: many services wake a sweep, and one look at all their logs serves them all. */
const restMs = 10;

/** One connection to a PostgreSQL server that holds logs: it listens, reads, and owns partitions by advisory locks, until it breaks. */
export class LogConnection {
  readonly topics = new Map<string, RecentMessages>();
  private readonly held = new Set<string>();
  private readonly broken = new AbortController();
  private sweeping?: Promise<void>;
  private again = false;
  private last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly client: pg.Client) {
    client.on('notification', ({ payload }) => {
      if (!payload || this.topics.has(payload)) void this.sweep();
    });
    client.on('error', () => void this.close());
    client.on('end', () => this.broken.abort());
  }

  static async open(url: string): Promise<LogConnection> {
    const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5000 });
    const connection = new LogConnection(client);
    await client.connect();
    await client.query(`${keepAlive}; ${byIndex}`);
    await client.query('listen assent_sequenced');
    return connection;
  }

  /** Aborted once the connection is lost; with it go all partitions. */
  get lost(): AbortSignal {
    return this.broken.signal;
  }

  /** Follows a topic; undefined while the service has no log here yet. */
  async topic(service: string): Promise<RecentMessages | undefined> {
    const known = this.topics.get(service);
    if (known) return known;
    const table = `"${service}".event`;
    const { rows } = await this.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
      table,
    ]);
    if (!rows[0]!.there) return undefined;
    const head = await this.query<{ head: string }>(
      `select coalesce(max(position), 0) as head from ${table}`,
    );
    if (!this.topics.has(service)) this.topics.set(service, new RecentMessages(Number(head.rows[0]!.head)));
    return this.topics.get(service);
  }

  /** Older messages than memory holds. */
  async read(service: string, after: number, limit: number): Promise<ReturnType<typeof toMessage>[]> {
    const { rows } = await this.query<EventRow>(selectPublicEvents(service, 1, 2), [after, limit]);
    return rows.map(toMessage);
  }

  /** Whether this process now owns what the name stands for; only one owner in all processes. */
  async own(name: string): Promise<boolean> {
    if (this.held.has(name)) return false;
    this.held.add(name);
    const { rows } = await this.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
      [name],
    );
    if (!rows[0]!.locked) this.held.delete(name);
    return rows[0]!.locked;
  }

  async disown(name: string): Promise<void> {
    if (!this.lost.aborted) await this.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
    this.held.delete(name);
  }

  /** Brings every followed topic up to date with one query; calls that come meanwhile share the next one. */
  sweep(): Promise<void> {
    this.again = true;
    this.sweeping ??= this.sweepUntilQuiet().finally(() => (this.sweeping = undefined));
    return this.sweeping;
  }

  async close(): Promise<void> {
    this.broken.abort();
    await this.client.end().catch(() => undefined);
  }

  private async sweepUntilQuiet(): Promise<void> {
    while (this.again && this.topics.size > 0 && !this.lost.aborted) {
      this.again = false;
      const begun = performance.now();
      try {
        if (await this.sweepOnce()) this.again = true;
        else await pause(restMs - (performance.now() - begun), this.lost);
      } catch {
        return; // a lost connection says so by itself; anything else is tried again at the next tick
      }
    }
  }

  // One after the other: a connection runs one query at a time.
  private query<Row extends pg.QueryResultRow>(
    text: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>> {
    const result = this.last.then(() => this.client.query<Row>(text, values));
    this.last = result.catch(() => undefined);
    return result;
  }

  /** Answers whether there may be more. */
  private async sweepOnce(): Promise<boolean> {
    const topics = [...this.topics];
    const parts = topics.flatMap(([service], index) => [
      `(${selectPublicEvents(service, index + 2, 1)})`,
      `(${selectLastPosition(service)})`,
    ]);
    const { rows } = await this.query<Omit<EventRow, 'id'> & { readonly id: string | null }>({
      name: `sweep-${topics.length}`, // topics come in one order, and never go
      text: parts.join(' union all '),
      values: [sweepSize, ...topics.map(([, { scanned }]) => scanned)],
    });
    const ofTopic = groupBy(rows, ({ service }) => service);
    let more = false;
    for (const [service, recent] of topics) {
      const events = ofTopic.get(service)!.filter((row): row is EventRow => row.id !== null);
      const last = ofTopic.get(service)!.find(({ id }) => id === null)!;
      const full = events.length === sweepSize;
      recent.append(events.map(toMessage), Number((full ? events.at(-1)! : last).position));
      more ||= full;
    }
    return more;
  }
}
