import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Database, Statement } from '../database.js';
import type { Projection } from '../projection.js';
import { Pulse } from '../sequencer/pulse.js';
import type { ServiceLog } from '../service-log.js';
import { definitionsOf } from '../upcast.js';
import { tableOf } from './create-projections.js';
import { Projector } from './projector.js';

const POLL_MS = 250;
/** Under load read models are brought forward at most this often, milliseconds: one large transaction costs little more than a small one. */
const REST_MS = 20;

interface Standing {
  readonly name: string;
  readonly version: number;
  readonly table: string;
  readonly state: 'building' | 'live' | 'retired';
  /** Whether there is something to do for it. */
  readonly due: boolean;
}

// Asked at every poll, and for most of them the whole answer: nothing is due.
const selectStandings: Statement = {
  name: 'select-standings',
  text: `select name, version, "table", state,
                state = 'building' or position < (select head from sequence)
                  or exists (select from parked where consumer = 'projection ' || "table" and next_attempt_at <= now()) as due
           from projection where name = any($1) order by name, version`,
};

/** The read models of a service: kept up to date while the application runs. */
export class Projections {
  private readonly projectors: readonly Projector[];
  private readonly pulse: Pulse;
  private readonly logger = new Logger(Projections.name);
  private readable = new Map<string, string>();
  private unlisten: (() => Promise<void>) | undefined;

  constructor(
    private readonly log: ServiceLog,
    private readonly database: Database,
  ) {
    const definitions = definitionsOf(log.aggregates);
    this.projectors = (log.projections ?? []).map((one) => new Projector(database, one, definitions));
    const complain = (error: unknown) => this.logger.warn(`${log.service}: ${String(error)}`);
    this.pulse = new Pulse(() => this.advance(), POLL_MS, complain, REST_MS);
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

  /**
   * The table that readers of a projection use now: an older version while the newest is still being built, and never a
   * newer one than this program knows, since it goes on filling its own.
   */
  table(name: string): string {
    const projection = this.projection(name);
    return this.readable.get(name) ?? tableOf(projection);
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

  /** One batch of each projection that is behind; answers whether there may be more. Public for whoever has no running application. */
  async advance(): Promise<boolean> {
    let standings = await this.standings();
    const due = this.projectors.filter(({ projection: { name, version } }) =>
      standings.some((one) => one.name === name && one.version === version && one.due),
    );
    let more = false;
    for (const projector of due) more = (await projector.advance()) || more;
    if (standings.some(({ state }) => state === 'building')) standings = await this.standings();
    this.readable = this.readableTables(standings);
    return more;
  }

  private standings(): Promise<Standing[]> {
    return this.database.query<Standing>(selectStandings, [this.projections.map(({ name }) => name)]);
  }

  /** Of each projection the newest version that is built, and that this program knows. */
  private readableTables(standings: readonly Standing[]): Map<string, string> {
    const readable = new Map<string, string>();
    for (const { name, version, state, table } of standings) {
      if (version <= this.projection(name).version && state !== 'building') readable.set(name, table);
    }
    return readable;
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
          and not exists (select from projection where "table" = any($3)
                            and position < coalesce($2::bigint, (select head from sequence))) as reached`,
      [ticket, position ?? null, this.projections.map(({ name }) => this.table(name))],
    );
    return row?.reached ?? false;
  }

  private get projections(): readonly Projection[] {
    return this.log.projections ?? [];
  }

  private projection(name: string): Projection {
    const found = this.projections.find((one) => one.name === name);
    if (!found) throw new Error(`${this.log.service} has no projection ${name}`);
    return found;
  }
}
