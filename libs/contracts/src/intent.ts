export type IntentStatus =
  'pending' | 'authorized' | 'consumed' | 'revoked' | 'expired' | 'rejected' | 'withdrawn';

/** A staged intent (owner: intents), without its payload and its free text. */
export interface PublicIntent {
  /** Opaque URN; compared byte for byte. */
  readonly intentId: string;
  readonly status: IntentStatus;
  readonly clientId: string;
  /** What the payload is, such as `quote`. */
  readonly kind: string;
  /** LSO operationIds it allows, such as `createQuote`. */
  readonly operations: readonly string[];
  readonly usage: 'single' | 'recurring';
  /** RFC 3339; an intent is of no use after it. */
  readonly expiresAt: string;
  /** LEI of the entity it is for when a third party asks (MEF 128 §6.3 Model 2). */
  readonly onBehalfOf?: string;
  /** SHA-256 of the RFC 8785 form of the payload, base64url. */
  readonly payloadHash: string;
  readonly consent?: {
    readonly authorizationId: string;
    readonly sub: string;
    readonly acr: string;
    readonly at: string;
  };
  readonly createdAt: string;
  readonly changedAt: string;
}
