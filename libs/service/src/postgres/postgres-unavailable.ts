/** Why the embedded PostgreSQL cannot run, in one sentence for the person at the terminal. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable';
}
