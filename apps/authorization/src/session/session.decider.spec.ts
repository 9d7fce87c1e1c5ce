import { context, specificationOf } from '#testing';
import { isLive, sessionDecider, type SessionStarted } from './session.decider.js';

const given = specificationOf(sessionDecider);
const policy = { idleTimeout: 900, absoluteTimeout: 28_800 };
const proof = {
  accountId: 'account-1',
  acr: 'urn:mef:lso:security:oidc:acr:ca',
  amr: ['pwd'],
  authTime: 1_767_225_600,
};
const started: SessionStarted = {
  type: 'SessionStarted',
  ...proof,
  idleUntil: '2026-01-01T00:15:00.000Z',
  endsAt: '2026-01-01T08:00:00.000Z',
};
const visit = (at: string) => ({ type: 'ContinueSession', policy, context: context({ at }) }) as const;
const start = { type: 'StartSession', ...proof, policy, context: context() } as const;
const end = { type: 'EndSession', reason: 'signed-out', context: context() } as const;
const ended = { type: 'SessionEnded', reason: 'signed-out' } as const;

describe('a session', () => {
  it('starts with its time-outs', () => given().when(start).yields(started));
  it('is never started again under the same cookie', () =>
    given(started, ended).when(start).isRefused('session-exists'));
  it('goes on with a visit', () =>
    given(started)
      .when(visit('2026-01-01T00:10:00.000Z'))
      .yields({ type: 'SessionContinued', idleUntil: '2026-01-01T00:25:00.000Z' }));
  it('writes nothing down for visits within a minute', () =>
    given(started).when(visit('2026-01-01T00:00:59.000Z')).yields());
  it('is over after the idle time-out', () =>
    given(started).when(visit('2026-01-01T00:15:00.000Z')).isRefused('session-over'));
  it('is over after the absolute time-out, however busy', () => {
    const busy = { type: 'SessionContinued', idleUntil: '2026-01-01T09:00:00.000Z' } as const;
    given(started, busy).when(visit('2026-01-01T08:00:00.000Z')).isRefused('session-over');
    expect(isLive(given(started, busy).state(), '2026-01-01T07:59:59.999Z')).toBe(true);
  });
  it('ends with signing out, once', () => {
    given(started).when(end).yields(ended);
    given(started, ended).when(end).yields();
    given(started, ended).when(visit('2026-01-01T00:01:00.000Z')).isRefused('session-over');
  });
});
