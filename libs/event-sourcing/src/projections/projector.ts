import type { EventDefinition } from '../aggregate.js';
import type { Database, Sql } from '../database.js';
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
  advance(): Promise<boolean> {
    return this.database.transaction((sql) => this.advanceIn(sql), { derived: true });
  }

  private async advanceIn(sql: Sql): Promise<boolean> {
    const { name, version } = this.projection;
    const [progress] = await sql.query<Progress>(
      'select position, state from projection where name = $1 and version = $2 for update skip locked',
      [name, version],
    );
    if (!progress) return false;
    const events = await this.next(sql, progress.position);
    await this.applyAll(sql, events.rows);
    await this.retryParked(sql);
    const more = events.rows.length === BATCH;
    if (events.position > progress.position) await this.move(sql, events.position);
    if (!more && progress.state === 'building') await this.switchOver(sql);
    return more;
  }

  private async next(sql: Sql, after: number): Promise<{ rows: StoredEvent[]; position: number }> {
    const [sequence] = await sql.query<{ head: number }>('select head from sequence');
    const upTo = sequence?.head ?? 0;
    if (upTo <= after) return { rows: [], position: after };
    const types = Object.keys(this.projection.reducers);
    const rows = await readEvents(sql, { after, upTo, types, limit: BATCH }, this.definitions);
    return { rows, position: rows.length === BATCH ? rows.at(-1)!.position : upTo };
  }

  private async applyAll(sql: Sql, events: readonly StoredEvent[]): Promise<void> {
    if (events.length === 0) return;
    const parked = await this.parked.among(sql, events);
    const free = events.filter(({ stream }) => !parked.has(stream));
    for (const event of events) if (parked.has(event.stream)) await this.parked.add(sql, event);
    if ((await this.tryApply(sql, free)) === undefined) return;
    // One of them cannot be applied: one by one, so that only its stream has to wait.
    for (const event of free) await this.applyOrPark(sql, event);
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
    await sql.query('update projection set position = $3 where name = $1 and version = $2', [
      name,
      version,
      position,
    ]);
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
