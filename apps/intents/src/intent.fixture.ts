import type { Context } from '#event-sourcing';
import type { Consent, IntentContent, IntentEvent } from './intent.js';

/** A past to write specs with: an intent of client `buyer-1`, staged at nine o'clock. */
export const at = (time: string): string => `2026-11-22T${time}:00.000Z`;

export const client = { kind: 'client', id: 'buyer-1' } as const;
export const authorization = { kind: 'service', id: 'authorization' } as const;

export const context = (time: string, actor: Context['actor'] = client): Context => ({
  commandId: `command-${time}`,
  at: at(time),
  actor,
  correlationId: 'c',
});

export const content: IntentContent = {
  kind: 'quote',
  operations: ['createQuote'],
  usage: 'single',
  expiresAt: at('12:00'),
  payloadHash: 'hash-1',
  payload: { quoteItem: [] },
  purpose: 'A line for the new office',
};

export const limits = { minimumLife: 60, maximumLife: 86_400, maximumRecurringLife: 30 * 86_400 };

export const staged = {
  type: 'IntentStaged',
  intentId: 'urn:assent:intent:1',
  clientId: 'buyer-1',
  ...content,
  at: at('09:00'),
  by: client,
} as const satisfies IntentEvent;

export const amended = {
  type: 'IntentAmended',
  ...content,
  payloadHash: 'hash-2',
  at: at('09:30'),
  by: client,
} as const satisfies IntentEvent;

export const consent: Consent = {
  authorizationId: 'authorization-1',
  sub: 'sub-1',
  acr: 'urn:mef:lso:security:oidc:acr:ca',
  at: at('10:00'),
};

export const authorized = {
  type: 'IntentAuthorized',
  consent,
  expiresAt: at('12:00'),
  at: at('10:00'),
  by: authorization,
} as const satisfies IntentEvent;

export const rejected = {
  type: 'IntentRejected',
  consent,
  at: at('10:00'),
  by: authorization,
} as const satisfies IntentEvent;

export const recurring = { ...staged, usage: 'recurring', until: '2026-12-20T00:00:00.000Z' } as const;
