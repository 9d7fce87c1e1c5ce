import type { PublicAuthorization } from './authorization.js';
import type { PublicClient } from './client.js';
import type { PublicDelivery } from './delivery.js';
import type { PublicGrant } from './grant.js';
import type { PublicIntent } from './intent.js';
import type { PublicListeners } from './listener.js';
import type { PublicQuote } from './quote.js';
import type { PublicSigningKeys } from './signing-keys.js';

/** Kinds of streams that neighbours may know, with what they see of them. */
export interface PublicViews {
  client: PublicClient;
  intent: PublicIntent;
  authorization: PublicAuthorization;
  grant: PublicGrant;
  quote: PublicQuote;
  listener: PublicListeners;
  delivery: PublicDelivery;
  'signing-keys': PublicSigningKeys;
}

export type PublicKind = keyof PublicViews;
