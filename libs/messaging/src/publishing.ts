import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Database } from '#event-sourcing';
import type { Publication, Transport } from './transport.js';

/** Publishes the log of one service for as long as its application is up, where the transport has to be told. */
export class Publishing implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private publication: Publication | undefined;

  constructor(
    private readonly database: () => Database,
    private readonly transport: Transport,
  ) {}

  onApplicationBootstrap(): void {
    this.publication = this.transport.publisher?.follow(this.database());
  }

  /** After the last request, and before the database closes. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.publication?.stop();
  }
}
