import { publicationSchemas } from './publication-schemas.js';
import type { PublicIntent } from './intent.js';

const intent: PublicIntent = {
  intentId: 'urn:assent:intent:u0Yx3kqS6Rr1m2Wc9bTzLw',
  status: 'pending',
  clientId: 'c1',
  kind: 'quote',
  operations: ['createQuote'],
  usage: 'single',
  expiresAt: '2026-11-23T00:00:00.000Z',
  payloadHash: 'hash',
  createdAt: '2026-11-22T00:00:00.000Z',
  changedAt: '2026-11-22T00:00:00.000Z',
};

describe('publication schemas', () => {
  it('let through what keeps to its contract', () => {
    expect(
      publicationSchemas.validate('IntentStaged', { view: intent, detail: { reason: 'staged' } }),
    ).toEqual([]);
    expect(publicationSchemas.validate('IntentStaged', { view: intent })).toEqual([]);
  });

  it.each([
    ['a missing member', { ...intent, status: undefined }, 'IntentStaged/view must have required property'],
    ['a member nobody agreed on', { ...intent, purpose: 'secret' }, 'additional properties'],
    ['a value outside the agreed ones', { ...intent, status: 'lost' }, 'IntentStaged/view/status'],
    ['a time in another form', { ...intent, expiresAt: 'tomorrow' }, 'date-time'],
    ['sealed data', { ...intent, clientId: { $sealed: 'x' } }, 'sealed'],
  ])('name %s', (_what, view, problem) => {
    expect(publicationSchemas.validate('IntentStaged', { view }).join()).toContain(problem);
  });

  it('refuse an event that no contract names, and a detail that was not agreed', () => {
    expect(publicationSchemas.validate('IntentDreamt', { view: intent })).toHaveLength(1);
    expect(() => publicationSchemas.check('NotificationQueued', { view: {}, detail: {} })).toThrow(TypeError);
  });

  it('find sealed data where a schema is open', () => {
    const view = {
      service: 'tokens',
      keys: [{ kid: 'k', alg: 'ES256', activeFrom: intent.createdAt, jwk: { d: { $sealed: 'x' } } }],
    };
    expect(publicationSchemas.validate('SigningKeyActivated', { view, detail: { kid: 'k' } })).toEqual([
      'SigningKeyActivated carries sealed data',
    ]);
  });
});
