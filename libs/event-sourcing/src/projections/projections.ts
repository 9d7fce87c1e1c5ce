import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Database } from '../database.js';
import type { Projection } from '../projection.js';
import { Pulse } from '../sequencer/pulse.js';
import type { ServiceLog } from '../service-log.js';
import { definitionsOf } from '../upcast.js';
import { tableOf } from './create-projections.js';
import { Projector } from './projector.js';

const POLL_MS = 250;

/** The read models of a service: kept up to date while the application runs. */
export class Projections {
  private readonly projectors: readonly Projector[];
  private readonly pulse: Pulse;
  private readonly logger = new Logger(Projections.name);
  private live = new Map<string, string>();
  private unlisten: (() => Promise<void>) | undefined;

  constructor(
    private readonly log: ServiceLog,
    private readonly database: Database,
  ) {
    const definitions = definitionsOf(log.aggregates);
    this.projectors = (log.projections ?? []).map((one) => new Projector(database, one, definitions));
    const complain = (error: unknown) => this.logger.warn(`${log.service}: ${String(error)}`);
    this.pulse = new Pulse(() => this.advance(), POLL_MS, complain);
  }

  start(): void {
    if (this.projectors.length === 0) return;
    this.unlisten ??= this.database.listen('assent_sequenced', (service) => {
      if (service === this.log.service) this.pulse.wake();
    });
    this.pulse.start();
  }

  async stop(): Promise<void> {
    await this.pulse.stop();
    await this.unlisten?.();
    this.unlisten = undefined;
  }

  /** The table that readers of a projection use now: an older version while the newest is still being built. */
  table(name: string): string {
    const projection = this.projection(name);
    return this.live.get(name) ?? tableOf(projection);
  }

  /**
   * Waits until the live read models show everything up to a position, by default all that was written before the call.
   * False when that takes longer than `milliseconds`: the reader decides whether old is good enough.
   */
  async caughtUp(position?: number, milliseconds = 2_000): Promise<boolean> {
    const deadline = performance.now() + milliseconds;
    const ticket = position === undefined ? await this.lastTicket() : 0;
    while (!(await this.reached(position, ticket))) {
      if (performance.now() > deadline) return false;
      await pause(5);
    }
    return true;
  }

  /** One batch of each projection; answers whether there may be more. Public for whoever has no running application. */
  async advance(): Promise<boolean> {
    let more = false;
    for (const projector of this.projectors) more = (await projector.advance()) || more;
    const rows = await this.database.query<{ name: string; table: string }>(
      `select name, "table" from projection where state = 'live'`,
    );
    this.live = new Map(rows.map(({ name, table }) => [name, table]));
    return more;
  }

  private async lastTicket(): Promise<number> {
    const [row] = await this.database.query<{ ticket: number | null }>(
      'select max(ticket) as ticket from queue',
    );
    return row?.ticket ?? 0;
  }

  private async reached(position: number | undefined, ticket: number): Promise<boolean> {
    const [row] = await this.database.query<{ reached: boolean }>(
      `select not exists (select from queue where ticket <= $1)
          and not exists (select from projection where state = 'live'
                            and position < coalesce($2::bigint, (select head from sequence))) as reached`,
      [ticket, position ?? null],
    );
    return row?.reached ?? false;
  }

  private projection(name: string): Projection {
    const found = this.log.projections?.find((one) => one.name === name);
    if (!found) throw new Error(`${this.log.service} has no projection ${name}`);
    return found;
  }
}
