import { specificationOf } from '#testing';
import { intents } from './intent.aggregate.js';
import type { IntentEvent } from './intent.js';

/** As the first version wrote it, in May 2026: one `operation`, not a list of them. */
const stagedInVersion1 = {
  intentId: 'urn:assent:intent:mUp0qd1aTtKJ3mVgq8yYcA',
  clientId: 'q7Zk3Yw1T0mXo2v5r8uBcA',
  kind: 'quote',
  operation: 'createQuote',
  usage: 'single',
  expiresAt: '2026-05-05T09:00:00.000Z',
  payloadHash: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
  payload: { $sealed: 'c2VhbGVkIHBheWxvYWQ' },
  purpose: { $sealed: 'c2VhbGVkIHB1cnBvc2U' },
  at: '2026-05-04T09:00:00.000Z',
  by: { kind: 'client', id: 'q7Zk3Yw1T0mXo2v5r8uBcA' },
};

describe('IntentStaged of version 1', () => {
  const upcast = intents.events.IntentStaged.upcasters?.[1];
  const event = { type: 'IntentStaged', ...upcast?.(stagedInVersion1) } as unknown as IntentEvent;

  it('becomes a list of operations, and loses nothing else', () => {
    const { operation: _operation, ...rest } = stagedInVersion1;
    expect(event).toEqual({ type: 'IntentStaged', ...rest, operations: ['createQuote'] });
  });

  it('still makes an intent', () => {
    const given = specificationOf(intents);
    expect(given(event).state()).toMatchObject({ status: 'pending', operations: ['createQuote'] });
  });
});
