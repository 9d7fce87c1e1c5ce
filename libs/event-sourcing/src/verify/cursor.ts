import type { Sql } from '../database.js';

const BATCH = 1_000;

/** Rows of a query, a batch at a time; `sql` is an open transaction. */
export async function* cursor<Row extends object>(
  sql: Sql,
  name: string,
  query: string,
): AsyncGenerator<Row> {
  await sql.query(`declare ${name} no scroll cursor for ${query}`);
  for (;;) {
    const rows = await sql.query<Row>(`fetch ${BATCH} from ${name}`);
    yield* rows;
    if (rows.length < BATCH) return;
  }
}

/** Looks at the next row before taking it. */
export class Peekable<Row> {
  private ahead: { readonly row: Row | undefined } | undefined;

  constructor(private readonly rows: AsyncGenerator<Row>) {}

  async peek(): Promise<Row | undefined> {
    if (!this.ahead) {
      const { done, value } = await this.rows.next();
      this.ahead = { row: done ? undefined : (value as Row) };
    }
    return this.ahead.row;
  }

  async take(): Promise<Row | undefined> {
    const row = await this.peek();
    if (row !== undefined) this.ahead = undefined;
    return row;
  }
}
