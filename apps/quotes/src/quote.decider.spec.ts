import { specificationOf } from '#testing';
import type { CreateQuote } from './create-quote.js';
import { quotes } from './quote.aggregate.js';
import {
  advance,
  at,
  cancel,
  consumed,
  create,
  created,
  decline,
  details,
  inProgress,
  intent,
  orderable,
  request,
} from './quote.fixture.js';
import type { QuoteEvent } from './quote.js';

const given = specificationOf(quotes);
const asked: QuoteEvent[] = [created, consumed];
const { presented } = details;
const obstacle = { code: 'referenceNotFound', propertyPath: '/quoteItem/0', reason: 'Unknown' } as const;
const impossible = [{ id: 'line', obstacle }];

describe('creating a quote', () => {
  it('acknowledges the request and consumes the intent', () =>
    given().when(create()).yields(created, consumed));
  it('happens once', () =>
    given(...asked)
      .when(create())
      .isRefused('intent-already-used'));

  it.each<[string, string, Partial<CreateQuote['details']>]>([
    ['an unknown intent', 'intent-not-known', { intent: undefined }],
    ['an intent of another client', 'intent-not-known', { intent: { ...intent, clientId: 'buyer-2' } }],
    [
      'a token for another intent',
      'token-for-another-intent',
      { presented: { ...presented, intentId: 'x' } },
    ],
    ['a used intent', 'intent-already-used', { intent: { ...intent, status: 'consumed' } }],
    ['a pending intent', 'intent-not-authorized', { intent: { ...intent, status: 'pending' } }],
    ['a revoked intent', 'intent-not-authorized', { intent: { ...intent, status: 'revoked' } }],
    [
      'an intent whose time has run out',
      'intent-not-authorized',
      { intent: { ...intent, expiresAt: at('09:00:00') } },
    ],
    [
      'an intent for another operation',
      'operation-not-consented',
      { intent: { ...intent, operations: ['listQuote'] } },
    ],
    [
      'a token for another operation',
      'operation-not-consented',
      { presented: { ...presented, operations: [] } },
    ],
    ['another Buyer', 'buyer-not-consented', { intent: { ...intent, onBehalfOf: 'LEI-2' } }],
    ['another body than the intent', 'payload-not-consented', { payloadHash: 'hash-2' }],
    [
      'another body than the token',
      'payload-not-consented',
      { presented: { ...presented, payloadHash: 'hash-2' } },
    ],
  ])('is refused with %s', (_what, reason, change) => given().when(create(change)).isRefused(reason));

  it('may be done again under a recurring intent, whose token is bound to no body', () => {
    const { payloadHash: _hash, ...unbound } = presented;
    given()
      .when(create({ intent: { ...intent, usage: 'recurring' }, presented: unbound }))
      .yields(created, { ...consumed, usage: 'recurring' } as QuoteEvent);
  });

  it('answers at once when it is asked to (instantSyncQuote)', () => {
    const instant = { ...request, instantSyncQuote: true };
    expect(
      given()
        .when(create({ request: instant }))
        .state(),
    ).toMatchObject({
      state: 'approved.orderable',
      validUntil: at('10:00:00'),
      effectiveQuoteCompletionDate: at('09:00:00'),
      stateChange: [{ state: 'approved.orderable', changeDate: at('09:00:00') }],
    });
    expect(
      given()
        .when(create({ request: instant, offer: impossible }))
        .state(),
    ).toMatchObject({
      state: 'unableToProvide',
    });
  });
});

describe('time moves a quote on', () => {
  it('acknowledged → inProgress', () => {
    given(...asked)
      .when(advance('09:00:04'))
      .yields();
    given(...asked)
      .when(advance('09:00:05'))
      .yields(inProgress);
  });
  it('inProgress → approved.orderable, with prices that hold for a while', () => {
    given(...asked, inProgress)
      .when(advance('09:00:24'))
      .yields();
    given(...asked, inProgress)
      .when(advance('09:00:25'))
      .yields(orderable);
  });
  it('inProgress → answered, when only a budgetary quote was asked for', () =>
    given({ ...created, level: 'budgetary' }, inProgress)
      .when(advance('09:00:25'))
      .yields({ ...orderable, state: 'answered' }));
  it('inProgress → unableToProvide, when an item cannot be had', () =>
    given({ ...created, offer: impossible }, inProgress)
      .when(advance('09:00:25'))
      .yields({ type: 'QuoteStateChanged', state: 'unableToProvide', at: at('09:00:25') }));
  it('approved.orderable → expired', () => {
    given(...asked, inProgress, orderable)
      .when(advance('10:00:25'))
      .yields({ type: 'QuoteStateChanged', state: 'expired', at: at('10:00:25') });
  });
  it('and nothing after the end', () => {
    const ended: QuoteEvent = { type: 'QuoteStateChanged', state: 'cancelled', at: at('09:00:06') };
    given(...asked, inProgress, ended)
      .when(advance('11:00:00'))
      .yields();
    given().when(advance('11:00:00')).yields();
  });
});

describe('the Buyer', () => {
  const cancelled = {
    type: 'QuoteStateChanged',
    state: 'cancelled',
    at: at('09:00:10'),
    changeReason: 'Not needed',
  } as const;
  const declined = { ...cancelled, state: 'declined', at: at('09:30:00'), changeReason: 'Too dear' } as const;

  it('cancels what is in progress', () =>
    given(...asked, inProgress)
      .when(cancel('09:00:10'))
      .yields(cancelled));
  it('declines what could be ordered', () =>
    given(...asked, inProgress, orderable)
      .when(decline('09:30:00'))
      .yields(declined));
  it('does neither in another state', () => {
    given(...asked)
      .when(cancel('09:00:01'))
      .isRefused('quote-not-in-state');
    given(...asked, inProgress, orderable)
      .when(cancel('09:30:00'))
      .isRefused('quote-not-in-state');
    given(...asked, inProgress)
      .when(decline('09:00:10'))
      .isRefused('quote-not-in-state');
    given(...asked, inProgress, cancelled)
      .when(cancel('09:00:11'))
      .isRefused('quote-not-in-state');
  });
  it('does not decline what has run out, although the timer has not said so', () =>
    given(...asked, inProgress, orderable)
      .when(decline('10:00:25'))
      .isRefused('quote-not-in-state'));
  it('learns nothing of the quotes of others', () => {
    given().when(cancel('09:00:10')).isRefused('quote-not-found');
    given(...asked, inProgress)
      .when(cancel('09:00:10', 'buyer-2'))
      .isRefused('quote-not-found');
    given(...asked, inProgress)
      .when(cancel('09:00:10', 'buyer-1', 'LEI-2'))
      .isRefused('quote-not-found');
    given(...asked, inProgress, orderable)
      .when(decline('09:30:00', 'buyer-2'))
      .isRefused('quote-not-found');
  });
  it('reads every change in order', () => {
    expect(given(...asked, inProgress, orderable, declined).state()).toMatchObject({
      state: 'declined',
      changedAt: at('09:30:00'),
      effectiveQuoteCompletionDate: at('09:00:25'),
      stateChange: [
        { state: 'acknowledged', changeDate: at('09:00:00') },
        { state: 'inProgress', changeDate: at('09:00:05') },
        { state: 'approved.orderable', changeDate: at('09:00:25') },
        { state: 'declined', changeDate: at('09:30:00'), changeReason: 'Too dear' },
      ],
    });
  });
});
