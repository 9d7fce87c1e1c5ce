import { type Command, type Decider, Refused } from '#event-sourcing';

/** How many attempts are free, and how waiting grows after them. */
export interface ThrottlePolicy {
  readonly freeAttempts: number;
  /** Seconds after the first attempt that is not free; doubles with each further one. */
  readonly firstDelay: number;
  /** Seconds, at most. */
  readonly longestDelay: number;
  /** Seconds of quiet after which all is forgotten. */
  readonly forgetAfter: number;
}

/** Counts an attempt before it is judged, so that guesses sent at once do not share one allowance. */
export interface CountAttemptCommand extends Command {
  readonly type: 'CountAttempt';
  readonly policy: ThrottlePolicy;
}

/** Takes back one attempt that proved right, or all of them. */
export interface ForgiveAttemptCommand extends Command {
  readonly type: 'ForgiveAttempt';
  readonly all: boolean;
}

export interface AttemptCounted {
  readonly type: 'AttemptCounted';
  readonly attempts: number;
  readonly at: string;
  /** RFC 3339: no further attempt before it. */
  readonly blockedUntil?: string;
}

export interface AttemptForgiven {
  readonly type: 'AttemptForgiven';
  readonly attempts: number;
}

export type ThrottleEvent = AttemptCounted | AttemptForgiven;

export interface ThrottleState {
  readonly attempts: number;
  readonly lastAttemptAt?: string;
  readonly blockedUntil?: string;
}

const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;
const after = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();

const count = ({ policy, context: { at } }: CountAttemptCommand, state: ThrottleState): ThrottleEvent[] => {
  if (state.blockedUntil !== undefined && at < state.blockedUntil) {
    throw new Refused('too-many-attempts', { retryAfter: Math.ceil(secondsBetween(at, state.blockedUntil)) });
  }
  const quiet =
    state.lastAttemptAt !== undefined && secondsBetween(state.lastAttemptAt, at) > policy.forgetAfter;
  const attempts = (quiet ? 0 : state.attempts) + 1;
  const excess = attempts - policy.freeAttempts;
  if (excess < 0) return [{ type: 'AttemptCounted', attempts, at }];
  const delay = Math.min(policy.firstDelay * 2 ** excess, policy.longestDelay);
  return [{ type: 'AttemptCounted', attempts, at, blockedUntil: after(at, delay) }];
};

/** Attempts to sign in, per account and per network address. */
export const throttleDecider: Decider<
  CountAttemptCommand | ForgiveAttemptCommand,
  ThrottleEvent,
  ThrottleState
> = {
  kind: 'sign-in-throttle',
  initial: { attempts: 0 },
  decide: (command, state) => {
    switch (command.type) {
      case 'CountAttempt':
        return count(command, state);
      case 'ForgiveAttempt':
        if (state.attempts === 0) return [];
        return [{ type: 'AttemptForgiven', attempts: command.all ? 0 : state.attempts - 1 }];
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'AttemptCounted': {
        const { type: _type, at, ...rest } = event;
        return { ...rest, lastAttemptAt: at };
      }
      case 'AttemptForgiven':
        return {
          attempts: event.attempts,
          ...(state.lastAttemptAt !== undefined && { lastAttemptAt: state.lastAttemptAt }),
        };
    }
  },
};
