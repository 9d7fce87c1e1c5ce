import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { PublicClient } from '#contracts';
import { Clock, Projections, Refused } from '#event-sourcing';
import { type Message, type ReactingConsumer, reactionContext } from '#messaging';
import { IntentList } from '../intent-list.js';
import { TakeBackIntent } from '../take-back-intent.js';

/** A client that is deleted takes its intents with it. */
@Injectable()
export class EndWithClient implements ReactingConsumer {
  readonly name = 'intents.end-with-client';
  readonly services = ['registration'];
  readonly types = ['ClientDeleted'];

  constructor(
    private readonly commands: CommandBus,
    private readonly list: IntentList,
    private readonly projections: Projections,
    private readonly clock: Clock,
  ) {}

  async react(message: Message): Promise<void> {
    const { clientId } = message.data.view as unknown as PublicClient;
    await this.projections.caughtUp(); // an intent that was staged a moment ago is the client's as well
    for (const intentId of await this.list.openOf(clientId)) {
      const context = reactionContext(this.name, message, this.clock.now(), intentId);
      await this.commands.execute(new TakeBackIntent(context, intentId, 'client-deleted')).catch(unlessEnded);
    }
  }
}

const unlessEnded = (error: unknown): void => {
  if (!(error instanceof Refused && error.reason === 'intent-has-ended')) throw error;
};
