import { Injectable } from '@nestjs/common';
import type { PublicIntent } from '#contracts';
import { Clock } from '#event-sourcing';
import { type Message, type ReactingConsumer, reactionContext } from '#messaging';
import { NarrowGrant } from '../grant/grant.commands.js';
import { grantIdOf } from '../grant/grant-id.js';
import { GrantLog } from '../grant/grant-log.js';

const reasons: Readonly<Record<string, string>> = {
  IntentRevoked: 'intent-revoked',
  IntentWithdrawn: 'intent-withdrawn',
  IntentExpired: 'intent-expired',
  IntentConsumptionRecorded: 'intent-consumed',
};

/** An intent that is over takes its tokens with it; the grant lives on for as long as another of its intents does. */
@Injectable()
export class NarrowGrantOfEndedIntent implements ReactingConsumer {
  readonly name = 'narrow-grant-of-ended-intent';
  readonly services = ['intents'];
  readonly types = Object.keys(reasons);

  constructor(
    private readonly grants: GrantLog,
    private readonly clock: Clock,
  ) {}

  async react(message: Message): Promise<void> {
    const intent = message.data.view as unknown as PublicIntent;
    // A recurring intent that was used once is still authorized; one that nobody consented to has no tokens.
    if (intent.status === 'authorized' || !intent.consent) return;
    const grantId = grantIdOf(intent.consent.authorizationId);
    const context = reactionContext(this.name, message, this.clock.now());
    await this.grants.execute(new NarrowGrant(context, grantId, intent.intentId, reasons[message.type]!));
  }
}
