import { Refused } from '#event-sourcing';
import type { StagedIntent } from './intent.js';

/** What an intent would be staged with today: the body that a merge patch (RFC 7396) is applied to. */
const bodyOf = (intent: StagedIntent): Readonly<Record<string, unknown>> => ({
  kind: intent.kind,
  operations: intent.operations,
  usage: intent.usage,
  ...(intent.until !== undefined && { until: intent.until }),
  expiresAt: intent.expiresAt,
  ...(intent.onBehalfOf !== undefined && { onBehalfOf: intent.onBehalfOf }),
  purpose: intent.purpose,
  payload: intent.payload,
});

/** The whole body after an amendment: members replace members, null takes one away; the payload is replaced as a whole. */
export const amendedBody = (intent: StagedIntent, patch: unknown): Readonly<Record<string, unknown>> => {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch))
    throw new Refused('malformed-json');
  const merged = Object.entries({ ...bodyOf(intent), ...patch });
  return Object.fromEntries(merged.filter(([, value]) => value !== null));
};
