import { Injectable } from '@nestjs/common';
import type { PublicClient } from '#contracts';
import { Database, Projections } from '#event-sourcing';
import type { Message, ReactingConsumer } from '#messaging';
import { resumeDeliveries } from '../delivery/dead-letters.js';

/** A client that is reinstated hears what was held back from it. */
@Injectable()
export class ResumeDeliveriesOfReinstatedClient implements ReactingConsumer {
  readonly name = 'resume-deliveries-of-reinstated-client';
  readonly services = ['registration'];
  readonly types = ['ClientReinstated'];

  constructor(
    private readonly database: Database,
    private readonly projections: Projections,
  ) {}

  async react(message: Message): Promise<void> {
    await this.projections.caughtUp(); // what was held back a moment ago is to go as well
    await resumeDeliveries(this.database, (message.data.view as unknown as PublicClient).clientId);
  }
}
