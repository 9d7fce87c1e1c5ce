import type { PublicIntent } from '#contracts';
import { publicIntent } from './intent.aggregate.js';
import { statusAt } from './intent.decider.js';
import type { StagedIntent } from './intent.js';

/** An intent as its client reads it, at a time. */
export const intentView = (intent: StagedIntent, at: string): Readonly<Record<string, unknown>> => ({
  intentId: intent.intentId,
  status: statusAt(intent, at),
  kind: intent.kind,
  operations: intent.operations,
  usage: intent.usage,
  ...(intent.until !== undefined && { until: intent.until }),
  expiresAt: intent.expiresAt,
  ...(intent.onBehalfOf !== undefined && { onBehalfOf: intent.onBehalfOf }),
  purpose: intent.purpose,
  payload: intent.payload,
  payloadHash: intent.payloadHash,
  ...(intent.consent && { consent: { at: intent.consent.at, acr: intent.consent.acr } }),
  createdAt: intent.createdAt,
  changedAt: intent.changedAt,
  // The kind of actor is enough for the client; who exactly it was is for audit.
  history: intent.history.map(({ by, ...change }) => ({ ...change, by: by.kind })),
});

/** An intent in full, for the consent page: never leaves the deployment, never is replicated. */
export interface InternalIntent extends PublicIntent {
  readonly revision: number;
  readonly until?: string;
  readonly purpose: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export const internalIntent = (intent: StagedIntent, at: string): InternalIntent => ({
  ...publicIntent(intent),
  status: statusAt(intent, at),
  revision: intent.revision,
  ...(intent.until !== undefined && { until: intent.until }),
  purpose: intent.purpose,
  payload: intent.payload,
});
