import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Clock } from '#event-sourcing';
import { type Message, type ReactingConsumer, reactionContext } from '#messaging';
import { RecordConsumption } from '../record-consumption.js';

/** A resource server has used an intent: it alone decides that, once for a single use. */
@Injectable()
export class RecordUse implements ReactingConsumer {
  readonly name = 'intents.record-use';
  readonly services = ['quotes'];
  readonly types = ['IntentConsumed'];

  constructor(
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  async react(message: Message): Promise<void> {
    const { intentId } = message.data.detail as unknown as { readonly intentId: string };
    const context = reactionContext(this.name, message, this.clock.now(), intentId);
    await this.commands.execute(new RecordConsumption(context, intentId, message.stream));
  }
}
