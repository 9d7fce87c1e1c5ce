import type { Database, Sql, Statement } from '#event-sourcing';
import type { Consumer } from '../consumer.js';
import type { Message } from '../message.js';

/** Another process has taken the partition over: nothing that this one did since then may count. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** The right to move a checkpoint, for as long as nobody has taken it over. */
export interface Tenure {
  readonly service: string;
  readonly partition: number;
  readonly position: number;
  readonly fence: number;
  /** For consumers without an inbox: streams that may be parked. Whoever has the tenure is the only one to park any; others only redrive them. */
  readonly parked: Set<string>;
}

/** What is known of the streams of some messages. */
export interface Facts {
  /** Newest version that had its effect. */
  readonly versions: Readonly<Record<string, number>>;
  readonly parked: ReadonlySet<string>;
}

export interface Parked {
  readonly message: Message;
  readonly error?: string;
}

const unknown: Facts = { versions: {}, parked: new Set() };

const parkedOf = '(select array_agg(distinct stream) from parked where consumer = $1 and stream = any($2))';

// All of these run for nearly every message.
const move = `update checkpoint set position = greatest(position, $4)
               where consumer = $1 and service = $2 and partition = $3 and fence = $5 returning position`;
const remember = (streams: string, condition = ''): string =>
  `insert into inbox as i (consumer, stream, version) select $1, * from unnest(${streams}) ${condition}
   on conflict (consumer, stream) do update set version = greatest(i.version, excluded.version)`;

const statements = {
  move: { name: 'move-checkpoint', text: move },
  moveAndRemember: {
    name: 'move-checkpoint-and-remember',
    text: `with moved as (${move}),
                remembered as (${remember('$6::text[], $7::bigint[]', 'where exists (select from moved)')})
           select position from moved`,
  },
  remember: { name: 'remember-handled', text: remember('$2::text[], $3::bigint[]') },
  parked: { name: 'parked-of-streams', text: `select ${parkedOf} as parked` },
  facts: {
    name: 'facts-of-streams',
    text: `select (select json_object_agg(stream, version) from inbox where consumer = $1 and stream = any($2)) as versions,
                  ${parkedOf} as parked`,
  },
} satisfies Record<string, Statement>;

/** Checkpoint, inbox and parked messages of one consumer. */
export class Ledger {
  constructor(
    private readonly database: Database,
    private readonly consumer: string,
    /** Without an inbox nothing is known of what had its effect: for consumers to which it makes no difference. */
    readonly keepsInbox = true,
  ) {}

  /** Of a consumer as it describes itself. */
  static of(database: Database, consumer: Consumer): Ledger {
    return new Ledger(database, consumer.name, !('idempotent' in consumer && consumer.idempotent));
  }

  /** Fences out whoever had the partition before. */
  async takeOver(service: string, partition: number): Promise<Tenure> {
    const [row] = await this.database.query<{ position: number; fence: number }>(
      `insert into checkpoint as c (consumer, service, partition, fence) values ($1, $2, $3, 1)
       on conflict (consumer, service, partition) do update set fence = c.fence + 1 returning position, fence`,
      [this.consumer, service, partition],
    );
    const { position, fence } = row!;
    const parked = this.keepsInbox ? [] : await this.parkedOf(service, partition);
    return { service, partition, position, fence, parked: new Set(parked) };
  }

  /**
   * One transaction that commits only under a valid tenure. It begins by moving the checkpoint, and remembers what is given as
   * `handled`. Throws `Fenced`.
   */
  transaction<T>(
    tenure: Tenure,
    { position, handled = [] }: { readonly position: number; readonly handled?: readonly Message[] },
    work: (sql: Sql) => Promise<T>,
  ): Promise<T> {
    const fenced = async (sql: Sql): Promise<T> => {
      const { service, partition, fence } = tenure;
      const place = [this.consumer, service, partition, position, fence];
      const moved =
        this.keepsInbox && handled.length > 0
          ? await sql.query(statements.moveAndRemember, [...place, ...newestOf(handled)])
          : await sql.query(statements.move, place);
      if (moved.length === 0) throw this.fencedFrom(service, partition);
      return work(sql);
    };
    return this.database.transaction(fenced, { derived: true });
  }

  /** For effects of which it makes no difference when they come again: each by itself, and not under the tenure. */
  get derived(): Sql {
    return this.database.derived;
  }

  /** Moves the checkpoint by itself, once what it stands for had its effect. Throws `Fenced`. */
  async move({ service, partition, fence }: Tenure, position: number): Promise<void> {
    const moved = await this.derived.query(statements.move, [
      this.consumer,
      service,
      partition,
      position,
      fence,
    ]);
    if (moved.length === 0) throw this.fencedFrom(service, partition);
  }

  /** Without an inbox it asks only where one of the streams may be parked. */
  async facts(messages: readonly Message[], tenure: Tenure, sql: Sql = this.database): Promise<Facts> {
    const streams = [...new Set(messages.map(({ stream }) => stream))];
    if (!this.keepsInbox && !streams.some((stream) => tenure.parked.has(stream))) return unknown;
    const [row] = await sql.query<{ versions?: Record<string, number> | null; parked: string[] | null }>(
      this.keepsInbox ? statements.facts : statements.parked,
      [this.consumer, streams],
    );
    const parked = new Set(row?.parked);
    for (const stream of streams) if (!parked.has(stream)) tenure.parked.delete(stream);
    return { versions: row?.versions ?? {}, parked };
  }

  async remember(sql: Sql, handled: readonly Message[]): Promise<void> {
    if (this.keepsInbox && handled.length > 0)
      await sql.query(statements.remember, [this.consumer, ...newestOf(handled)]);
  }

  async park(sql: Sql, tenure: Tenure, parked: readonly Parked[]): Promise<void> {
    for (const { message, error } of parked) {
      const { stream, version, service, partition } = message;
      tenure.parked.add(stream);
      await sql.query(
        `insert into parked (consumer, stream, version, service, partition, message, error, attempts, next_attempt_at)
         values ($1, $2, $3, $4, $5, $6, $7::text, case when $7::text is null then 0 else 1 end, now() + interval '5 seconds')
         on conflict do nothing`,
        [this.consumer, stream, version, service, partition, JSON.stringify(message), error ?? null],
      );
    }
  }

  /** To be read once the fence is raised, when nobody else can park any more. */
  private async parkedOf(service: string, partition: number): Promise<readonly string[]> {
    const rows = await this.database.query<{ stream: string }>(
      'select distinct stream from parked where consumer = $1 and service = $2 and partition = $3',
      [this.consumer, service, partition],
    );
    return rows.map(({ stream }) => stream);
  }

  private fencedFrom(service: string, partition: number): Fenced {
    return new Fenced(`${this.consumer} has lost ${service}/${partition}`);
  }
}

const newestOf = (handled: readonly Message[]): [string[], number[]] => {
  const newest = new Map(handled.map(({ stream, version }) => [stream, version]));
  return [[...newest.keys()], [...newest.values()]];
};
