import { context, specificationOf } from '#testing';
import { throttleDecider, type ThrottlePolicy } from './throttle.decider.js';

const given = specificationOf(throttleDecider);
const policy: ThrottlePolicy = { freeAttempts: 3, firstDelay: 15, longestDelay: 60, forgetAfter: 3600 };
const attempt = (at: string) => ({ type: 'CountAttempt', policy, context: context({ at }) }) as const;
const forgive = (all: boolean) => ({ type: 'ForgiveAttempt', all, context: context() }) as const;
const counted = (attempts: number, at: string, blockedUntil?: string) =>
  ({ type: 'AttemptCounted', attempts, at, ...(blockedUntil && { blockedUntil }) }) as const;

const noon = '2026-01-01T12:00:00.000Z';
const second = counted(2, noon);
const third = counted(3, noon, '2026-01-01T12:00:15.000Z');

describe('attempts to sign in', () => {
  it('are free at first', () => given().when(attempt(noon)).yields(counted(1, noon)));
  it('have to wait once the free ones are used up', () => given(second).when(attempt(noon)).yields(third));
  it('are refused while waiting, with the seconds left, and not counted', () =>
    given(third)
      .when(attempt('2026-01-01T12:00:05.000Z'))
      .isRefused('too-many-attempts', { retryAfter: 10 }));
  it('wait twice as long each time', () =>
    given(third)
      .when(attempt('2026-01-01T12:00:15.000Z'))
      .yields(counted(4, '2026-01-01T12:00:15.000Z', '2026-01-01T12:00:45.000Z')));
  it('wait no longer than the longest delay', () =>
    given(counted(40, noon))
      .when(attempt(noon))
      .yields(counted(41, noon, '2026-01-01T12:01:00.000Z')));
  it('are forgotten after an hour of quiet', () =>
    given(third).when(attempt('2026-01-01T13:00:01.000Z')).yields(counted(1, '2026-01-01T13:00:01.000Z')));
  it('are forgiven whole to an account', () =>
    given(second).when(forgive(true)).yields({ type: 'AttemptForgiven', attempts: 0 }));
  it('are forgiven one at a time to an address', () =>
    given(second).when(forgive(false)).yields({ type: 'AttemptForgiven', attempts: 1 }));
  it('leave nothing to forgive when there were none', () => given().when(forgive(true)).yields());
});
