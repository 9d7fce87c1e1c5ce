import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from './database.js';
import { ClaimSweeper } from './store/claim-sweeper.js';
import { Projections } from './projections/projections.js';
import { Sequencer } from './sequencer/sequencer.js';

/** Runs what a log needs for as long as its application is up; the database closes last, after the last request. */
@Injectable()
export class LogLifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly sequencer: Sequencer,
    private readonly sweeper: ClaimSweeper,
    private readonly projections: Projections,
  ) {}

  onApplicationBootstrap(): void {
    this.sequencer.start();
    this.sweeper.start();
    this.projections.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.projections.stop(), this.sequencer.stop(), this.sweeper.stop()]);
    await this.database.close();
  }
}
