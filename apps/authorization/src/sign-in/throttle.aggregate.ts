import type { Aggregate } from '#event-sourcing';
import {
  type CountAttemptCommand,
  type ForgiveAttemptCommand,
  throttleDecider,
  type ThrottleEvent,
  type ThrottleState,
} from './throttle.decider.js';

/** Counted attempts as they are stored; nothing of them is public. */
export const throttles: Aggregate<CountAttemptCommand | ForgiveAttemptCommand, ThrottleEvent, ThrottleState> =
  {
    decider: throttleDecider,
    events: { AttemptCounted: { version: 1 }, AttemptForgiven: { version: 1 } },
  };
