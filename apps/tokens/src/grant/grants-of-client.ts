import { Injectable } from '@nestjs/common';
import { Database, Projections } from '#event-sourcing';
import { grantsOfClientProjection } from './grants-of-client.projection.js';

/** Finds the grants of one client. */
@Injectable()
export class GrantsOfClient {
  constructor(
    private readonly database: Database,
    private readonly projections: Projections,
  ) {}

  /** Ids of grants that have not ended and whose time is not over; with `until`, of which nothing was issued after it. */
  async active(clientId: string, now: Date, until?: Date): Promise<readonly string[]> {
    await this.projections.caughtUp(); // a token that was issued a moment ago belongs to the client as well
    const table = this.projections.table(grantsOfClientProjection.name);
    const rows = await this.database.query<{ id: string }>(
      `select grant_id as id from ${table}
        where client = $1 and expires_at > $2 and ($3::timestamptz is null or issued_at <= $3) order by grant_id`,
      [clientId, now, until ?? null],
    );
    return rows.map(({ id }) => id);
  }
}
