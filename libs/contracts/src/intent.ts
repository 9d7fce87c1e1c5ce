import type { KindContract } from './contract.js';
import { closed, listOf, oneOf, reason, text, time } from './schema-parts.js';

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

const consent = closed({ authorizationId: text, sub: text, acr: text, at: time });

// Why it changed, and the stream of what a single use made.
const change = closed({ reason, consumedBy: text }, ['reason', 'consumedBy']);

export const intentContract = {
  owner: 'intents',
  version: 1,
  view: closed(
    {
      intentId: text,
      status: oneOf('pending', 'authorized', 'consumed', 'revoked', 'expired', 'rejected', 'withdrawn'),
      clientId: text,
      kind: text,
      operations: listOf(text),
      usage: oneOf('single', 'recurring'),
      expiresAt: time,
      onBehalfOf: text,
      payloadHash: text,
      consent,
      createdAt: time,
      changedAt: time,
    },
    ['onBehalfOf', 'consent'],
  ),
  events: {
    IntentStaged: change,
    IntentAmended: change,
    IntentAuthorized: change,
    IntentRejected: change,
    IntentWithdrawn: change,
    IntentRevoked: change,
    IntentExpired: change,
    IntentConsumptionRecorded: change,
  },
} satisfies KindContract;
