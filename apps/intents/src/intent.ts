import type { IntentStatus } from '#contracts';
import type { Actor } from '#event-sourcing';

/** What a client asks for: what, why, how often, until when, and for whom. Times are RFC 3339 in UTC with milliseconds. */
export interface IntentContent {
  /** What the payload is; so far `quote`. */
  readonly kind: string;
  /** LSO operationIds. */
  readonly operations: readonly string[];
  readonly usage: 'single' | 'recurring';
  /** Last moment of a recurring intent's use. */
  readonly until?: string;
  /** Until when it may be consented to, and, for single use, used. */
  readonly expiresAt: string;
  /** LEI of the entity that the client acts for (MEF 128 §6.3, Model 2). */
  readonly onBehalfOf?: string;
  /** SHA-256 of the RFC 8785 form of the payload, base64url. */
  readonly payloadHash: string;
  /** Sealed: the request body as it will be sent, such as a `Quote_Create`. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Sealed: why, in the client's words, for the person who consents. */
  readonly purpose: string;
}

/** A person's consent, as authorization tells of it. */
export interface Consent {
  readonly authorizationId: string;
  /** Pairwise subject. */
  readonly sub: string;
  readonly acr: string;
  readonly at: string;
}

/** One line of an intent's history. */
export interface StatusChange {
  readonly status: IntentStatus;
  readonly at: string;
  readonly by: Actor;
  /** Kebab-case. */
  readonly reason: string;
  /** Sealed: what the one who did it had to say. */
  readonly note?: string;
}

interface Happened {
  readonly at: string;
  readonly by: Actor;
}
interface Ended extends Happened {
  readonly reason: string;
  readonly note?: string;
}

export type IntentEvent =
  | ({ readonly type: 'IntentStaged'; readonly intentId: string; readonly clientId: string } & IntentContent &
      Happened)
  | ({ readonly type: 'IntentAmended' } & IntentContent & Happened)
  | ({ readonly type: 'IntentAuthorized'; readonly consent: Consent; readonly expiresAt: string } & Happened)
  | ({ readonly type: 'IntentRejected'; readonly consent: Consent } & Happened)
  | ({ readonly type: 'IntentWithdrawn' } & Ended)
  | ({ readonly type: 'IntentRevoked' } & Ended)
  | ({ readonly type: 'IntentExpired' } & Happened)
  | ({ readonly type: 'IntentConsumptionRecorded'; readonly resource: string } & Happened);

/** What is known of an intent, whatever its status. */
export interface IntentFacts extends IntentContent {
  readonly intentId: string;
  readonly clientId: string;
  /** 1 when staged, one more with every amendment: what a person saw when deciding. */
  readonly revision: number;
  readonly consent?: Consent;
  /** Stream id of what a single use made, such as `quote-<id>`. */
  readonly consumedBy?: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly history: readonly StatusChange[];
}

export type Intent = { readonly status: 'unstaged' } | ({ readonly status: IntentStatus } & IntentFacts);
export type StagedIntent = Exclude<Intent, { status: 'unstaged' }>;
