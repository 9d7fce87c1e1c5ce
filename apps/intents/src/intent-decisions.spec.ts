import type { CommandBus } from '@nestjs/cqrs';
import { type Context, Refused } from '#event-sourcing';
import { IntentDecisions } from './intent-decisions.js';

const consent = { authorizationId: 'one', sub: 'sub', acr: 'sca', at: '2026-01-01T00:00:00.000Z' };
const context = { at: consent.at } as Context;
const decisions = [{ intentId: 'intent', decision: 'approved' as const }];

const refusedFor = (refusal: Refused): IntentDecisions =>
  new IntentDecisions({ execute: () => Promise.reject(refusal) } as unknown as CommandBus);

describe('decisions that are refused', () => {
  it.each(['unknown-intent', 'intent-not-pending', 'intent-changed'])(
    '%s answers the question',
    async (why) => {
      const asked = refusedFor(new Refused(why, { status: 'pending' })).take({ consent, decisions }, context);
      expect(await asked).toEqual([{ intentId: 'intent', status: 'pending', reason: why }]);
    },
  );

  // An answer of `unknown` would end the authorization for good, and a consumer would believe that it had told.
  it.each(['storage-unavailable', 'too-many-concurrent-changes'])('%s leaves it open', async (why) => {
    const refusal = new Refused(why);
    await expect(refusedFor(refusal).take({ consent, decisions }, context)).rejects.toBe(refusal);
  });
});
