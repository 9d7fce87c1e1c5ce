import { specificationOf } from '#testing';
import {
  amend,
  consume,
  consumed,
  decide,
  expire,
  expired,
  revoked,
  takeBack,
  withdrawn,
} from './intent-commands.fixture.js';
import { intents } from './intent.aggregate.js';
import { statusAt } from './intent.decider.js';
import {
  amended,
  at,
  authorization,
  authorized,
  client,
  recurring,
  rejected,
  staged,
} from './intent.fixture.js';

const given = specificationOf(intents);

describe('taking an intent back', () => {
  it('withdraws a pending one', () => given(staged).when(takeBack()).yields(withdrawn));
  it('revokes an authorized one', () => given(staged, authorized).when(takeBack()).yields(revoked));
  it('does nothing the second time', () => {
    given(staged, withdrawn).when(takeBack()).yields();
    given(staged, authorized, revoked).when(takeBack()).yields();
  });
  it('is refused when it has ended otherwise', () => {
    given(staged, rejected).when(takeBack()).isRefused('intent-has-ended', { status: 'rejected' });
    given(staged, authorized, consumed)
      .when(takeBack())
      .isRefused('intent-has-ended', { status: 'consumed' });
    given(staged).when(takeBack('12:00')).isRefused('intent-has-ended', { status: 'expired' });
  });
});

describe('the time of an intent', () => {
  it('ends it when it has come, not before', () => {
    given(staged).when(expire('11:59')).yields();
    given(staged).when(expire('12:00')).yields(expired);
    given(staged, authorized).when(expire('12:00')).yields(expired);
  });
  it('leaves alone what has ended', () => {
    given(staged, withdrawn).when(expire('12:00')).yields();
    given(staged, expired).when(expire('12:01')).yields();
  });
  it('counts for readers before the timer has said so', () => {
    const intent = given(staged).state();
    if (intent.status === 'unstaged') throw new Error('unstaged');
    expect([statusAt(intent, at('11:59')), statusAt(intent, at('12:00'))]).toEqual(['pending', 'expired']);
  });
});

describe('using an intent', () => {
  it('consumes a single one, once', () => {
    given(staged, authorized).when(consume()).yields(consumed);
    given(staged, authorized, consumed).when(consume()).yields();
    expect(given(staged, authorized, consumed).state().status).toBe('consumed');
  });
  it('does not consume a recurring one', () => given(recurring, authorized).when(consume()).yields());
  it('is recorded although the intent was revoked meanwhile, which it stays', () => {
    given(staged, authorized, revoked).when(consume()).yields(consumed);
    expect(given(staged, authorized, revoked, consumed).state().status).toBe('revoked');
  });
  it('without consent is refused', () => given(staged).when(consume()).isRefused('intent-not-authorized'));
});

it('an unknown intent refuses everything but staging', () => {
  for (const command of [amend('09:30'), decide('approved'), takeBack(), expire('12:00'), consume()])
    given().when(command).isRefused('unknown-intent');
});

it('its history tells who did what when and why, in order', () => {
  const intent = given(staged, amended, authorized, revoked).state();
  expect(intent).toMatchObject({
    status: 'revoked',
    revision: 2,
    createdAt: at('09:00'),
    changedAt: at('11:00'),
    history: [
      { status: 'pending', at: at('09:00'), by: client, reason: 'staged' },
      { status: 'pending', at: at('09:30'), by: client, reason: 'amended' },
      { status: 'authorized', at: at('10:00'), by: authorization, reason: 'consent-granted' },
      { status: 'revoked', at: at('11:00'), by: client, reason: 'taken-back-by-client', note: 'Too dear' },
    ],
  });
});
