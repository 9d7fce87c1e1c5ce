import type {
  Intent,
  IntentContent,
  IntentEvent,
  IntentFacts,
  StagedIntent,
  StatusChange,
} from './intent.js';

/** What an event makes of an intent; sealed fields (`payload`, `purpose`, `note`) are copied unseen. */
export const evolve = (intent: Intent, event: IntentEvent): Intent => {
  if (event.type === 'IntentStaged') return staged(event);
  if (intent.status === 'unstaged') return intent;
  switch (event.type) {
    case 'IntentAmended':
      return changed(
        { ...withoutContent(intent), ...contentOf(event), revision: intent.revision + 1 },
        change('pending', event, 'amended'),
      );
    case 'IntentAuthorized':
      return changed(
        { ...intent, consent: event.consent, expiresAt: event.expiresAt },
        change('authorized', event, 'consent-granted'),
      );
    case 'IntentRejected':
      return changed({ ...intent, consent: event.consent }, change('rejected', event, 'consent-denied'));
    case 'IntentWithdrawn':
      return changed(intent, change('withdrawn', event, event.reason));
    case 'IntentRevoked':
      return changed(intent, change('revoked', event, event.reason));
    case 'IntentExpired':
      return changed(intent, change('expired', event, 'time-ran-out'));
    case 'IntentConsumptionRecorded':
      return changed(
        { ...intent, consumedBy: event.resource },
        change(intent.status === 'authorized' ? 'consumed' : intent.status, event, 'used'),
      );
  }
};

const staged = (event: Extract<IntentEvent, { type: 'IntentStaged' }>): StagedIntent =>
  changed(
    {
      ...contentOf(event),
      intentId: event.intentId,
      clientId: event.clientId,
      revision: 1,
      createdAt: event.at,
      changedAt: event.at,
      history: [],
    },
    change('pending', event, 'staged'),
  );

const changed = (facts: IntentFacts, entry: StatusChange): StagedIntent => ({
  ...facts,
  status: entry.status,
  changedAt: entry.at,
  history: [...facts.history, entry],
});

const change = (
  status: StatusChange['status'],
  event: Pick<StatusChange, 'at' | 'by' | 'note'>,
  reason: string,
): StatusChange => ({
  status,
  at: event.at,
  by: event.by,
  reason,
  ...(event.note !== undefined && { note: event.note }),
});

const contentOf = (event: IntentContent): IntentContent => ({
  kind: event.kind,
  operations: event.operations,
  usage: event.usage,
  ...(event.until !== undefined && { until: event.until }),
  expiresAt: event.expiresAt,
  ...(event.onBehalfOf !== undefined && { onBehalfOf: event.onBehalfOf }),
  payloadHash: event.payloadHash,
  payload: event.payload,
  purpose: event.purpose,
});

// An amendment replaces the whole content: what it leaves out is gone.
const withoutContent = ({ until: _until, onBehalfOf: _onBehalfOf, ...rest }: StagedIntent) => rest;
