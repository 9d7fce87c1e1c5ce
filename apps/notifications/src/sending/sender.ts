import { Injectable } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { Outbound, ServerKeys } from '#oauth';
import { CoreSettings } from '#service';
import type { Notification } from '../delivery/delivery.events.js';
import { type Attempt, attemptOf } from './attempt.js';
import { BuyerTokens, type Credential } from './buyer-tokens.js';
import { notificationBody, notificationUrl } from './notification-body.js';

/** Where a notification goes, and as whom we come. */
export interface Destination {
  readonly callback: string;
  /** Absent while the Buyer has not issued one. */
  readonly credential?: Credential;
}

const TIMEOUT_MS = 8_000;

/** Sends one notification to one listener: authenticated as the Buyer's client, signed as the Seller. */
@Injectable()
export class Sender {
  constructor(
    private readonly outbound: Outbound,
    private readonly tokens: BuyerTokens,
    private readonly keys: ServerKeys,
    private readonly core: CoreSettings,
  ) {}

  /** One attempt; a token that is not taken is replaced once within it. Never throws for what the other side does. */
  async attempt(notification: Notification, destination: Destination): Promise<Attempt> {
    try {
      const first = await this.post(notification, destination);
      if (first.outcome !== 'failed' || first.status !== 401) return first;
      if (destination.credential) this.tokens.forget(destination.credential);
      return await this.post(notification, destination);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { outcome: 'failed', reason: error.reason, permanent: false, retryAfter: null };
    }
  }

  private async post(notification: Notification, { callback, credential }: Destination): Promise<Attempt> {
    // MEF 128 Figure 3: the roles turn round, and who sends needs a credential of the one who listens.
    if (!credential) throw new Refused('listener-credential-missing');
    const body = notificationBody(notification, this.core.issuer);
    const { signature, kid } = await this.keys.signDetached('ES256', { typ: 'JOSE', cty: 'json' }, body);
    const answer = await this.outbound.fetch(notificationUrl(callback, notification), {
      method: 'POST',
      headers: {
        'content-type': 'application/json;charset=utf-8',
        authorization: `Bearer ${await this.tokens.bearer(credential)}`,
        'x-jws-signature': signature, // RFC 7515 appendix F, over exactly the bytes of the body
        'x-fapi-interaction-id': notification.interactionId,
      },
      body,
      timeoutMs: TIMEOUT_MS,
    });
    return attemptOf(answer.status, kid, answer.headers.get('retry-after'));
  }
}
