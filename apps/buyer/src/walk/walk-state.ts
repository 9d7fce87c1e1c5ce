import type { ConsentedTokens, PendingAuthorization } from '../seller/authorization.js';
import type { Registration } from '../state/registration-file.js';

/** A notification, as the Buyer's listener took it. */
export interface ReceivedNotification {
  readonly eventId: string;
  readonly eventType: string;
  /** Identifier of the quote or intent it tells of. */
  readonly subject: string;
  readonly contentType: string;
  /** The body as it came, exactly. */
  readonly text: string;
  /** Detached JWS, value of `x-jws-signature`, beside JSON. */
  readonly signature?: string;
  readonly receivedAt: string;
}

/** All that the Seller acknowledged so far. Given to a later walk as `resume`, it goes on from there. */
export interface WalkState {
  readonly registration?: Registration;
  readonly intent?: { readonly idempotencyKey: string; readonly intentId?: string };
  readonly authorization?: PendingAuthorization;
  /** The redirect that brought code and id_token. */
  readonly answer?: string;
  readonly tokens?: ConsentedTokens;
  readonly quote?: {
    readonly idempotencyKey: string;
    readonly quoteId?: string;
    readonly state?: string;
    readonly body?: unknown;
  };
  readonly notification?: ReceivedNotification;
}
