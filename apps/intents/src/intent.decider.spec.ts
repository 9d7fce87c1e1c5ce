import { specificationOf } from '#testing';
import { amend, consumed, decide, stage, withdrawn } from './intent-commands.fixture.js';
import { intents } from './intent.aggregate.js';
import { amended, at, authorized, consent, recurring, rejected, staged } from './intent.fixture.js';
import type { IntentContent } from './intent.js';

const given = specificationOf(intents);

describe('staging an intent', () => {
  it('puts it before the Seller', () => given().when(stage()).yields(staged));
  it('happens once', () => given(staged).when(stage()).isRefused('intent-already-staged'));

  it.each<[string, Partial<IntentContent>, string]>([
    ['lives too short', { expiresAt: at('09:00') }, '/expiresAt'],
    ['lives too long', { expiresAt: '2026-11-24T09:00:00.000Z' }, '/expiresAt'],
    ['is used too long', { usage: 'recurring', until: '2027-11-24T09:00:00.000Z' }, '/until'],
    ['is not used as long as it waits', { usage: 'recurring', until: at('11:00') }, '/until'],
    ['is for an entity the software does not act for', { onBehalfOf: 'LEI-2' }, '/onBehalfOf'],
  ])('is refused when it %s', (_why, change, propertyPath) => {
    given()
      .when(stage(change, ['LEI-1']))
      .isRefused('invalid-intent', {
        problems: [expect.objectContaining({ code: 'invalidValue', propertyPath })],
      });
  });

  it('is allowed for an entity that the software acts for (MEF 128 §6.3, Model 2)', () =>
    given()
      .when(stage({ onBehalfOf: 'LEI-1' }, ['LEI-1']))
      .yields({ ...staged, onBehalfOf: 'LEI-1' }));
});

describe('amending an intent', () => {
  it('replaces what is asked while it is pending', () =>
    given(staged)
      .when(amend('09:30', { payloadHash: 'hash-2' }))
      .yields(amended));
  it('is refused once it is authorized', () =>
    given(staged, authorized).when(amend('10:30')).isRefused('intent-not-pending', { status: 'authorized' }));
  it('is refused once its time has run out', () =>
    given(staged).when(amend('12:00')).isRefused('intent-not-pending', { status: 'expired' }));
  it('cannot make it another kind', () =>
    given(staged)
      .when(amend('09:30', { kind: 'order' }))
      .isRefused('kind-cannot-change'));
  it('leaves nothing of what it does not name', () => {
    const before = { ...staged, onBehalfOf: 'LEI-1' };
    expect(given(before, amended).state()).not.toHaveProperty('onBehalfOf');
  });
});

describe('deciding on an intent', () => {
  it('authorizes what is approved', () => given(staged).when(decide('approved')).yields(authorized));
  it('rejects what is declined', () => given(staged).when(decide('declined')).yields(rejected));
  it('lets a recurring intent live to the end of its use', () =>
    given(recurring)
      .when(decide('approved'))
      .yields({ ...authorized, expiresAt: recurring.until }));
  it('is the same when it is told again', () => {
    given(staged, authorized).when(decide('approved')).yields();
    given(staged, authorized, consumed).when(decide('approved')).yields();
    given(staged, rejected).when(decide('declined')).yields();
  });
  it('is refused to a second authorization', () => {
    const other = { consent: { ...consent, authorizationId: 'authorization-2' } };
    given(staged, authorized)
      .when(decide('approved', '10:00', other))
      .isRefused('intent-not-pending');
    given(staged, rejected).when(decide('approved')).isRefused('intent-not-pending');
    given(staged, authorized).when(decide('declined')).isRefused('intent-not-pending');
  });
  it('is refused when the intent was withdrawn or ran out meanwhile', () => {
    given(staged, withdrawn)
      .when(decide('approved'))
      .isRefused('intent-not-pending', { status: 'withdrawn' });
    given(staged).when(decide('approved', '12:00')).isRefused('intent-not-pending', { status: 'expired' });
  });
  it('counts only for what the person was shown', () => {
    given(staged, amended)
      .when(decide('approved', '10:00', { revision: 1 }))
      .isRefused('intent-changed');
    given(staged, amended)
      .when(decide('approved', '10:00', { revision: 2 }))
      .yields(authorized);
  });
});
