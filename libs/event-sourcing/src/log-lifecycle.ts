import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from './database.js';
import { Sequencer } from './sequencer/sequencer.js';

/** Runs what a log needs for as long as its application is up; the database closes last, after the last request. */
@Injectable()
export class LogLifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly sequencer: Sequencer,
  ) {}

  onApplicationBootstrap(): void {
    this.sequencer.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sequencer.stop();
    await this.database.close();
  }
}
