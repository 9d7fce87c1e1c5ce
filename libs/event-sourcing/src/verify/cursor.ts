import type { Sql } from '../database.js';

const BATCH = 2_000;

/** Rows of a query, a batch at a time; the next one is fetched while one is looked at. `sql` is an open transaction. */
async function* fetchAll<Row extends object>(
  sql: Sql,
  name: string,
  query: string,
): AsyncGenerator<readonly Row[]> {
  await sql.query(`declare ${name} no scroll cursor for ${query}`);
  const fetch = (): Promise<Row[]> => {
    const rows = sql.query<Row>(`fetch ${BATCH} from ${name}`);
    rows.catch(() => undefined); // thrown where it is awaited
    return rows;
  };
  for (let ahead = fetch(); ;) {
    const rows = await ahead;
    if (rows.length === BATCH) ahead = fetch();
    yield rows;
    if (rows.length < BATCH) return;
  }
}

/** Rows of a query one by one, of which only the first of each batch has to be awaited. */
export class Cursor<Row extends object> {
  private readonly batches: AsyncGenerator<readonly Row[]>;
  private batch: readonly Row[] = [];
  private at = 0;
  private ended = false;

  constructor(sql: Sql, name: string, query: string) {
    this.batches = fetchAll<Row>(sql, name, query);
  }

  /** Whether `next` is not known before `fill`. */
  get dry(): boolean {
    return this.at === this.batch.length && !this.ended;
  }

  /** Undefined after the last row. */
  get next(): Row | undefined {
    return this.batch[this.at];
  }

  take(): Row | undefined {
    const row = this.next;
    this.at += 1;
    return row;
  }

  async fill(): Promise<void> {
    while (this.dry) {
      const { done, value } = await this.batches.next();
      [this.batch, this.at, this.ended] = [done ? [] : value, 0, done === true];
    }
  }
}
