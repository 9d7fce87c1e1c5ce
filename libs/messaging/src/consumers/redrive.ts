import type { Database, Sql } from '#event-sourcing';
import type { Consumer, ParkedFilter, ParkedStream } from '../consumer.js';
import type { Message } from '../message.js';
import { describeError } from './attempt.js';
import { Ledger } from './ledger.js';

interface ParkedHead {
  readonly consumer: string;
  readonly stream: string;
}

const matching = `($1::text is null or consumer = $1) and ($2::text is null or stream = $2)`;
const filterValues = ({ consumer, stream }: ParkedFilter): unknown[] => [consumer ?? null, stream ?? null];

/** Asks the running processes of a service to try parked streams now; answers how many streams are meant. */
export const requestRedrive = async (sql: Sql, filter: ParkedFilter = {}): Promise<number> => {
  const rows = await sql.query<{ stream: string }>(
    `with asked as (update parked set next_attempt_at = now() where ${matching} returning consumer, stream)
     select distinct consumer, stream from asked`,
    filterValues(filter),
  );
  return rows.length;
};

export const listParkedStreams = async (sql: Sql): Promise<ParkedStream[]> => {
  const rows = await sql.query<Omit<ParkedStream, 'nextAttemptAt'> & { next: string | null }>(
    `select distinct on (consumer, stream) consumer, service, stream, attempts, coalesce(error, '') as error,
            count(*) over (partition by consumer, stream)::int as messages,
            to_char(parked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since,
            to_char(next_attempt_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as next
       from parked order by consumer, stream, version`,
  );
  return rows.map(({ next, ...row }) => ({ ...row, ...(next && { nextAttemptAt: next }) }));
};

/** Handles parked messages again, stream by stream, in order; a stream stops at the first that still fails. */
export class Redrive {
  constructor(
    private readonly database: Database,
    private readonly consumers: ReadonlyMap<string, Consumer>,
  ) {}

  /** Answers how many messages were handled. `due` leaves out streams whose time has not come. */
  async run(filter: ParkedFilter = {}, due = false): Promise<number> {
    const heads = await this.database.query<ParkedHead>(
      `select consumer, stream from (
         select distinct on (consumer, stream) consumer, stream, next_attempt_at from parked
          where ${matching} order by consumer, stream, version) head
        where not $3 or next_attempt_at <= now()`,
      [...filterValues(filter), due],
    );
    let handled = 0;
    for (const head of heads) while (await this.next(head)) handled += 1;
    return handled;
  }

  /** Handles the first parked message of a stream; false when there is none, it failed, or someone else is at it. */
  private async next({ consumer: name, stream }: ParkedHead): Promise<boolean> {
    const consumer = this.consumers.get(name);
    if (!consumer) return false;
    try {
      return await this.database.transaction((sql) => this.handleFirst(consumer, stream, sql));
    } catch (error) {
      await this.postpone(name, stream, describeError(error));
      return false;
    }
  }

  private async handleFirst(consumer: Consumer, stream: string, sql: Sql): Promise<boolean> {
    const [row] = await sql.query<{ message: Message }>(
      `select message from parked where consumer = $1 and stream = $2
          and version = (select min(version) from parked where consumer = $1 and stream = $2)
          for update skip locked`,
      [consumer.name, stream],
    );
    if (!row) return false;
    const { message } = row;
    if ('project' in consumer) await consumer.project(message, sql);
    else await consumer.react(message);
    // Under the checkpoint's lock, so that a delivery sees either that this stream waits or that it does not.
    await sql.query(
      `select from checkpoint where consumer = $1 and service = $2 and partition = $3 for update`,
      [consumer.name, message.service, message.partition],
    );
    await sql.query(`delete from parked where consumer = $1 and stream = $2 and version = $3`, [
      consumer.name,
      stream,
      message.version,
    ]);
    await Ledger.of(this.database, consumer).remember(sql, [message]);
    return true;
  }

  // 10 s, 30 s, 90 s … an hour; after eight attempts it waits for an operator.
  private async postpone(consumer: string, stream: string, error: string): Promise<void> {
    await this.database.query(
      `update parked set error = $3, attempts = attempts + 1,
              next_attempt_at = case when attempts < 8 then now() + least(10 * 3 ^ (attempts - 1), 3600) * interval '1 second' end
        where consumer = $1 and stream = $2
          and version = (select min(version) from parked where consumer = $1 and stream = $2)`,
      [consumer, stream, error],
    );
  }
}
