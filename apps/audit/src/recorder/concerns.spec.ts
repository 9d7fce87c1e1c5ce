import type { Message } from '#messaging';
import { context } from '#testing';
import { concernsOf, subjectOf } from './concerns.js';

const message = (stream: string, view: Record<string, unknown>): Message => ({
  id: '7c1f2f7e-7f9e-4d3c-9f3a-0d8f4a1d2b3c',
  service: 'any',
  partition: 0,
  offset: 1,
  stream,
  version: 1,
  type: 'Any',
  schemaVersion: 1,
  time: '2026-01-01T00:00:00.000Z',
  data: { view },
  metadata: context(),
});

describe('the story of an intent', () => {
  it.each([
    [
      'the intent itself and its client',
      'intent-i1',
      { intentId: 'i1', clientId: 'c1' },
      ['i1 intent-i1', 'i1 client-c1'],
    ],
    [
      'an authorization of several',
      'authorization-a',
      { intents: [{ intentId: 'i1' }, { intentId: 'i2' }] },
      ['i1 authorization-a', 'i2 authorization-a'],
    ],
    ['a grant', 'grant-g', { intentIds: ['i1'], clientId: 'c1' }, ['i1 grant-g']],
    ['a quote', 'quote-q', { intentId: 'i1' }, ['i1 quote-q']],
    ['nothing of a client', 'client-c1', { clientId: 'c1' }, []],
    ['nothing that is not text', 'grant-g', { intentIds: [1, null], intents: [null, 'x'] }, []],
  ])('has %s', (_what, stream, view, expected) => {
    const concerns = concernsOf(message(stream, view));
    expect(concerns.map((concern) => `${concern.intent} ${concern.stream}`)).toEqual(expected);
  });

  it('has notifications by their subject', () => {
    expect(subjectOf(message('delivery-d', { subject: 'quote-q' }))).toBe('quote-q');
    expect(subjectOf(message('grant-g', { subject: 'quote-q' }))).toBeNull();
  });
});
