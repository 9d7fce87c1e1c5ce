import { Injectable } from '@nestjs/common';
import type { PublicAuthorization } from '#contracts';
import { Clock } from '#event-sourcing';
import { type Message, type ReactingConsumer, reactionContext } from '#messaging';
import { type Decisions, IntentDecisions } from '../intent-decisions.js';

/** Hears of consent what authorization may not have had the time to tell: it died in between, or we were away. */
@Injectable()
export class TakeDecisions implements ReactingConsumer {
  readonly name = 'intents.take-decisions';
  readonly services = ['authorization'];
  readonly types = ['ConsentGranted', 'ConsentDenied'];

  constructor(
    private readonly decisions: IntentDecisions,
    private readonly clock: Clock,
  ) {}

  async react(message: Message): Promise<void> {
    const { authorizationId, sub = '', acr = '' } = message.data.view as unknown as PublicAuthorization;
    const { decisions, decidedAt } = message.data.detail as unknown as {
      readonly decisions: Decisions['decisions'];
      readonly decidedAt: string;
    };
    const context = {
      ...reactionContext(this.name, message, this.clock.now()),
      actor: { kind: 'person', id: sub } as const,
    };
    await this.decisions.take({ consent: { authorizationId, sub, acr, at: decidedAt }, decisions }, context);
  }
}
