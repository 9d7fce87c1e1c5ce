export type { PublicAuthorization } from './authorization.js';
export type { PublicClient } from './client.js';
export type { PublicDelivery } from './delivery.js';
export type { IssuedToken, PublicGrant } from './grant.js';
export type { IntentStatus, PublicIntent } from './intent.js';
export type { PublicKind, PublicViews } from './kinds.js';
export type { PublicListener, PublicListeners } from './listener.js';
export type { PublicQuote } from './quote.js';
export type { PublicSigningKeys } from './signing-keys.js';
