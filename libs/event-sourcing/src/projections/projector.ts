import type { EventDefinition } from '../aggregate.js';
import type { Database, Sql, Statement } from '../database.js';
import type { Projection, StoredEvent } from '../projection.js';
import { isUnavailable } from '../store/storage-errors.js';
import { applyEvents } from './apply-events.js';
import { tableOf } from './create-projections.js';
import { ParkedEvents } from './parked-events.js';
import { readEvent, readEvents } from './read-events.js';

/** Events that have their effect in one transaction. */
const BATCH = 2_000;

interface Progress {
  readonly position: number;
  readonly state: 'building' | 'live' | 'retired';
}

const lock: Statement = {
  name: 'lock-projection',
  text: 'select position, state from projection where name = $1 and version = $2 for update skip locked',
};

const moveOn: Statement = {
  name: 'move-projection',
  text: 'update projection set position = $3 where name = $1 and version = $2',
};

/** Some event of a batch cannot be applied, and nothing of the batch was. */
class NotTogether extends Error {
  override readonly name = 'NotTogether';
}

/**
 * Brings one version of a projection forward. Its row is locked while events have their effect, and moves in the same
 * transaction: of several processes one works, and each event counts once. An event that cannot be applied is parked,
 * with all later ones of its stream, until it is redriven.
 */
export class Projector {
  private readonly table: string;
  private readonly parked: ParkedEvents;

  constructor(
    private readonly database: Database,
    readonly projection: Projection,
    private readonly definitions: ReadonlyMap<string, EventDefinition>,
  ) {
    this.table = tableOf(projection);
    this.parked = new ParkedEvents(`projection ${this.table}`, database.service);
  }

  /** One batch; answers whether there may be more. */
  async advance(): Promise<boolean> {
    try {
      return await this.transaction((sql, events) => this.applyTogether(sql, events));
    } catch (error) {
      if (!(error instanceof NotTogether)) throw error;
      // One by one, so that only the stream of the one that cannot be applied has to wait.
      return this.transaction(async (sql, events) => {
        for (const event of events) await this.applyOrPark(sql, event);
      });
    }
  }

  private transaction(apply: (sql: Sql, events: readonly StoredEvent[]) => Promise<void>): Promise<boolean> {
    const { name, version } = this.projection;
    return this.database.transaction(
      async (sql) => {
        const [progress] = await sql.query<Progress>(lock, [name, version]);
        return progress ? this.advanceFrom(sql, progress, apply) : false;
      },
      { derived: true },
    );
  }

  private async advanceFrom(
    sql: Sql,
    { position, state }: Progress,
    apply: (sql: Sql, events: readonly StoredEvent[]) => Promise<void>,
  ): Promise<boolean> {
    const { head, waiting } = await this.parked.outlook(sql);
    const events = await this.next(sql, position, head);
    const free = waiting ? await this.parked.free(sql, events.rows) : events.rows;
    if (free.length > 0) await apply(sql, free);
    if (waiting) await this.retryParked(sql);
    const more = events.rows.length === BATCH;
    if (events.position > position) await this.move(sql, events.position);
    if (!more && state === 'building') await this.switchOver(sql);
    return more;
  }

  private async next(
    sql: Sql,
    after: number,
    upTo: number,
  ): Promise<{ rows: readonly StoredEvent[]; position: number }> {
    if (upTo <= after) return { rows: [], position: after };
    const types = Object.keys(this.projection.reducers);
    const rows = await readEvents(sql, { after, upTo, types, limit: BATCH }, this.definitions);
    return { rows, position: rows.length === BATCH ? rows.at(-1)!.position : upTo };
  }

  private async applyTogether(sql: Sql, events: readonly StoredEvent[]): Promise<void> {
    try {
      await applyEvents(this.projection, events, sql, this.table);
    } catch (error) {
      throw isUnavailable(error) ? error : new NotTogether('events cannot be applied', { cause: error });
    }
  }

  private async applyOrPark(sql: Sql, event: StoredEvent): Promise<void> {
    if ((await this.parked.among(sql, [event])).size > 0) return this.parked.add(sql, event);
    const error = await this.tryApply(sql, [event]);
    if (error !== undefined) await this.parked.add(sql, event, error);
  }

  private async retryParked(sql: Sql): Promise<void> {
    for (const place of await this.parked.due(sql)) {
      const event = await readEvent(sql, place, this.definitions);
      const error = event && (await this.tryApply(sql, [event]));
      if (error === undefined) await this.parked.remove(sql, place);
      else await this.parked.postpone(sql, place, error);
    }
  }

  private async tryApply(sql: Sql, events: readonly StoredEvent[]): Promise<unknown> {
    await sql.query('savepoint events');
    try {
      await applyEvents(this.projection, events, sql, this.table);
      await sql.query('release savepoint events');
      return undefined;
    } catch (error) {
      await sql.query('rollback to savepoint events'); // throws when the connection is gone, and so does the batch
      if (isUnavailable(error)) throw error; // no room, or no writes: no fault of the events
      return error ?? new Error('unknown');
    }
  }

  private async move(sql: Sql, position: number): Promise<void> {
    const { name, version } = this.projection;
    await sql.query(moveOn, [name, version, position]);
  }

  /** Readers change over in this transaction: not before the new table has all that the old one has. */
  private async switchOver(sql: Sql): Promise<void> {
    const { name, version } = this.projection;
    const [behind] = await sql.query(
      `select 1 from projection old, projection new where old.name = $1 and old.state = 'live'
         and new.name = $1 and new.version = $2 and new.position < old.position`,
      [name, version],
    );
    if (behind) return;
    await sql.query(
      `update projection set state = 'retired', changed_at = now() where name = $1 and state = 'live' and version < $2`,
      [name, version],
    );
    await sql.query(
      `update projection set state = 'live', changed_at = now() where name = $1 and version = $2
         and not exists (select from projection where name = $1 and state = 'live')`,
      [name, version],
    );
  }
}
