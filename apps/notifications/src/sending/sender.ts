import { Injectable } from '@nestjs/common';
import type { BodyForm } from '#crypto';
import { Refused } from '#event-sourcing';
import { MessageSigner, Outbound } from '#oauth';
import { CoreSettings, SIGNATURE_HEADER } from '#service';
import type { Notification } from '../delivery/delivery.events.js';
import { type Attempt, attemptOf } from './attempt.js';
import { BuyerTokens, type Credential } from './buyer-tokens.js';
import { notificationBody, notificationUrl } from './notification-body.js';

/** Where a notification goes, and as whom we come. */
export interface Destination {
  readonly callback: string;
  /** Absent while the Buyer has not issued one. */
  readonly credential?: Credential;
  /** How the client wants bodies to prove themselves: the first of what it registered. */
  readonly form: BodyForm;
  /** Not for now. */
  readonly held?: boolean;
}

const TIMEOUT_MS = 8_000;

/** Sends one notification to one listener: authenticated as the Buyer's client, signed as the Seller. */
@Injectable()
export class Sender {
  constructor(
    private readonly outbound: Outbound,
    private readonly tokens: BuyerTokens,
    private readonly signer: MessageSigner,
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

  private async post(
    notification: Notification,
    { callback, credential, form }: Destination,
  ): Promise<Attempt> {
    // MEF 128 Figure 3: the roles turn round, and who sends needs a credential of the one who listens.
    if (!credential) throw new Refused('listener-credential-missing');
    const body = notificationBody(notification, this.core.issuer);
    const signed = await this.signer.sign(form, body, notification.clientId);
    const answer = await this.outbound.fetch(notificationUrl(callback, notification), {
      method: 'POST',
      headers: {
        'content-type': signed.contentType,
        authorization: `Bearer ${await this.tokens.bearer(credential)}`,
        ...(signed.signature !== undefined && { [SIGNATURE_HEADER]: signed.signature }),
        'x-fapi-interaction-id': notification.interactionId,
      },
      body: signed.text,
      timeoutMs: TIMEOUT_MS,
    });
    return attemptOf(answer.status, signed.kid, answer.headers.get('retry-after'));
  }
}
