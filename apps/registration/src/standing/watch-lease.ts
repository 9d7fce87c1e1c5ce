import { Injectable } from '@nestjs/common';
import { opaqueId } from '#crypto';
import { acquireLease, Database, releaseLease, type Tenure } from '#event-sourcing';

/** The lease under which one process of the service watches. */
export const WATCH = 'standing-watch';
/** Longer than a look takes, so that another process takes over only when this one is gone. */
const LEASE_MS = 30_000;

/** Lets one process at a time watch. Two that did so at once would ask twice, and decide the same. */
@Injectable()
export class WatchLease {
  private readonly holder = opaqueId();
  private tenure: Tenure | undefined;

  constructor(private readonly database: Database) {}

  /** Takes or prolongs it; false while another process has it. */
  async hold(): Promise<boolean> {
    const lease = { name: WATCH, holder: this.holder, milliseconds: LEASE_MS };
    this.tenure = await acquireLease(this.database, lease);
    return this.tenure !== undefined;
  }

  /** Notes the end of a look, by the clock of the database: a watch that stands still is seen by nobody but who measures this. */
  async looked(): Promise<void> {
    await this.database.query('update standing_look set finished_at = clock_timestamp()');
  }

  async giveBack(): Promise<void> {
    if (this.tenure) await releaseLease(this.database, WATCH, this.tenure);
  }
}
