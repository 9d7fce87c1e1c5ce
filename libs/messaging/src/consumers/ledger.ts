import type { Database, Sql } from '#event-sourcing';
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
}

/** What is known of the streams of some messages. */
export interface Facts {
  /** Newest version that had its effect. */
  readonly versions: Readonly<Record<string, number>>;
  readonly parked: ReadonlySet<string>;
}

export interface Progress {
  readonly handled: readonly Message[];
  readonly parked: readonly { readonly message: Message; readonly error?: string }[];
  /** Where the checkpoint goes. */
  readonly position: number;
}

const versionsOf =
  '(select json_object_agg(stream, version) from inbox where consumer = $1 and stream = any($2))';
const parkedOf = '(select array_agg(distinct stream) from parked where consumer = $1 and stream = any($2))';

/** Checkpoint, inbox and parked messages of one consumer. */
export class Ledger {
  constructor(
    private readonly database: Database,
    private readonly consumer: string,
    /** Without an inbox nothing is known of what had its effect: for consumers to which it makes no difference. */
    readonly keepsInbox = true,
  ) {}

  /** Fences out whoever had the partition before. */
  async takeOver(service: string, partition: number): Promise<Tenure> {
    const [row] = await this.database.query<{ position: number; fence: number }>(
      `insert into checkpoint as c (consumer, service, partition, fence) values ($1, $2, $3, 1)
       on conflict (consumer, service, partition) do update set fence = c.fence + 1 returning position, fence`,
      [this.consumer, service, partition],
    );
    return { service, partition, position: row!.position, fence: row!.fence };
  }

  /** One transaction that commits only under a valid tenure. Throws `Fenced`. */
  transaction<T>(tenure: Tenure, work: (sql: Sql) => Promise<T>): Promise<T> {
    const fenced = async (sql: Sql): Promise<T> => {
      const valid = await sql.query(
        `select from checkpoint where consumer = $1 and service = $2 and partition = $3 and fence = $4 for update`,
        [this.consumer, tenure.service, tenure.partition, tenure.fence],
      );
      if (valid.length === 0)
        throw new Fenced(`${this.consumer} has lost ${tenure.service}/${tenure.partition}`);
      return work(sql);
    };
    return this.database.transaction(fenced, { derived: true });
  }

  /** Of a consumer as it describes itself. */
  static of(database: Database, consumer: Consumer): Ledger {
    return new Ledger(database, consumer.name, !('idempotent' in consumer && consumer.idempotent));
  }

  async facts(messages: readonly Message[], sql: Sql = this.database): Promise<Facts> {
    const streams = [...new Set(messages.map(({ stream }) => stream))];
    const [row] = await sql.query<{ versions?: Record<string, number> | null; parked: string[] | null }>(
      this.keepsInbox
        ? `select ${versionsOf} as versions, ${parkedOf} as parked`
        : `select ${parkedOf} as parked`,
      [this.consumer, streams],
    );
    return { versions: row?.versions ?? {}, parked: new Set(row?.parked) };
  }

  async record(sql: Sql, tenure: Tenure, { handled, parked, position }: Progress): Promise<void> {
    if (handled.length > 0) await this.remember(sql, handled);
    for (const { message, error } of parked) await this.park(sql, message, error);
    await sql.query(
      `update checkpoint set position = greatest(position, $4) where consumer = $1 and service = $2 and partition = $3`,
      [this.consumer, tenure.service, tenure.partition, position],
    );
  }

  async remember(sql: Sql, handled: readonly Message[]): Promise<void> {
    if (!this.keepsInbox) return;
    const newest = new Map(handled.map(({ stream, version }) => [stream, version]));
    await sql.query(
      `insert into inbox as i (consumer, stream, version) select $1, * from unnest($2::text[], $3::bigint[])
       on conflict (consumer, stream) do update set version = greatest(i.version, excluded.version)`,
      [this.consumer, [...newest.keys()], [...newest.values()]],
    );
  }

  private async park(sql: Sql, message: Message, error?: string): Promise<void> {
    const { stream, version, service, partition } = message;
    await sql.query(
      `insert into parked (consumer, stream, version, service, partition, message, error, attempts, next_attempt_at)
       values ($1, $2, $3, $4, $5, $6, $7::text, case when $7::text is null then 0 else 1 end, now() + interval '5 seconds')
       on conflict do nothing`,
      [this.consumer, stream, version, service, partition, JSON.stringify(message), error ?? null],
    );
  }
}
