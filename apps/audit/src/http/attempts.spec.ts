import { TestClock } from '#testing';
import { Attempts } from './attempts.js';

describe('attempts at the operator password', () => {
  const clock = new TestClock();
  let attempts: Attempts;
  beforeEach(() => {
    attempts = new Attempts(clock);
  });

  it('are refused after five wrong ones from an address, until a minute has passed', () => {
    for (let i = 0; i < 5; i += 1) attempts.count('192.0.2.1');
    expect(() => attempts.count('192.0.2.1')).toThrow('too-many-attempts');
    expect(() => attempts.count('192.0.2.2')).not.toThrow();
    clock.advance({ minutes: 1 });
    expect(() => attempts.count('192.0.2.1')).not.toThrow();
  });

  it('are refused after fifty wrong ones from anywhere', () => {
    for (let i = 0; i < 50; i += 1) attempts.count(`192.0.2.${i}`);
    expect(() => attempts.count('198.51.100.1')).toThrow('too-many-attempts');
  });

  it('do not count when they were right', () => {
    for (let i = 0; i < 100; i += 1) attempts.count('192.0.2.1')();
    expect(() => attempts.count('192.0.2.1')).not.toThrow();
  });
});
