import type { PublicIntent } from '#contracts';
import type { Aggregate, Publication } from '#event-sourcing';
import type { IntentCommand } from './intent.commands.js';
import { intentDecider } from './intent.decider.js';
import type { Intent, IntentEvent, StagedIntent } from './intent.js';

/** Version 1 knew a single `operation`; version 2 has `operations`, since an intent may allow several. */
const severalOperations = ({ operation, ...rest }: Record<string, unknown>): Record<string, unknown> => ({
  ...rest,
  operations: [operation],
});

/** How intents are stored, and what neighbours learn of them: all but payload, purpose and notes. */
export const intents: Aggregate<IntentCommand, IntentEvent, Intent> = {
  decider: intentDecider,
  events: {
    IntentStaged: { version: 2, sealed: ['payload', 'purpose'], upcasters: { 1: severalOperations } },
    IntentAmended: { version: 1, sealed: ['payload', 'purpose'] },
    IntentAuthorized: { version: 1 },
    IntentRejected: { version: 1 },
    IntentWithdrawn: { version: 1, sealed: ['note'] },
    IntentRevoked: { version: 1, sealed: ['note'] },
    IntentExpired: { version: 1 },
    IntentConsumptionRecorded: { version: 1 },
  },
  publish: (intent) => (intent.status === 'unstaged' ? undefined : publication(intent)),
};

const publication = (intent: StagedIntent): Publication => {
  const last = intent.history.at(-1);
  return {
    view: publicIntent(intent),
    detail: { reason: last?.reason, ...(intent.consumedBy && { consumedBy: intent.consumedBy }) },
  };
};

/** What neighbours see of an intent. */
export const publicIntent = (intent: StagedIntent): PublicIntent => ({
  intentId: intent.intentId,
  status: intent.status,
  clientId: intent.clientId,
  kind: intent.kind,
  operations: intent.operations,
  usage: intent.usage,
  expiresAt: intent.expiresAt,
  ...(intent.onBehalfOf !== undefined && { onBehalfOf: intent.onBehalfOf }),
  payloadHash: intent.payloadHash,
  ...(intent.consent && { consent: intent.consent }),
  createdAt: intent.createdAt,
  changedAt: intent.changedAt,
});
