import { type Command, type Decider, Refused } from '#event-sourcing';

/** How long a session lives, in seconds. */
export interface SessionPolicy {
  readonly idleTimeout: number;
  readonly absoluteTimeout: number;
}

/** Begins a session of a person who has just proven who they are. */
export interface StartSessionCommand extends Command {
  readonly type: 'StartSession';
  readonly accountId: string;
  readonly acr: string;
  readonly amr: readonly string[];
  /** Seconds since the epoch. */
  readonly authTime: number;
  readonly policy: SessionPolicy;
}

/** Puts off the idle time-out. */
export interface ContinueSessionCommand extends Command {
  readonly type: 'ContinueSession';
  readonly policy: SessionPolicy;
}

export interface EndSessionCommand extends Command {
  readonly type: 'EndSession';
  readonly reason: 'signed-out' | 'replaced';
}

export type SessionCommand = StartSessionCommand | ContinueSessionCommand | EndSessionCommand;

export interface SessionStarted {
  readonly type: 'SessionStarted';
  readonly accountId: string;
  readonly acr: string;
  readonly amr: readonly string[];
  readonly authTime: number;
  readonly idleUntil: string;
  readonly endsAt: string;
}
export interface SessionContinued {
  readonly type: 'SessionContinued';
  readonly idleUntil: string;
}
export interface SessionEnded {
  readonly type: 'SessionEnded';
  readonly reason: string;
}
export type SessionEvent = SessionStarted | SessionContinued | SessionEnded;

export interface LiveSession extends Omit<SessionStarted, 'type'> {
  readonly status: 'live';
}
export type SessionState = { readonly status: 'none' } | LiveSession | { readonly status: 'ended' };

/** A moment is written down at most this often, in seconds: reading a page is not worth an event each time. */
const GRANULARITY = 60;

const after = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();

/** Whether a session still stands for its person at a time (RFC 3339). */
export const isLive = (state: SessionState, at: string): state is LiveSession =>
  state.status === 'live' && at < state.idleUntil && at < state.endsAt;

const start = (command: StartSessionCommand, state: SessionState): SessionEvent[] => {
  if (state.status !== 'none') throw new Refused('session-exists');
  const { accountId, acr, amr, authTime, policy, context } = command;
  const idleUntil = after(context.at, policy.idleTimeout);
  const endsAt = after(context.at, policy.absoluteTimeout);
  return [{ type: 'SessionStarted', accountId, acr, amr, authTime, idleUntil, endsAt }];
};

const proceed = ({ context, policy }: ContinueSessionCommand, state: SessionState): SessionEvent[] => {
  if (!isLive(state, context.at)) throw new Refused('session-over');
  const idleUntil = after(context.at, policy.idleTimeout);
  const gained = (Date.parse(idleUntil) - Date.parse(state.idleUntil)) / 1000;
  return gained < GRANULARITY ? [] : [{ type: 'SessionContinued', idleUntil }];
};

/** A person's sign-in at one browser; the stream id is the hash of its cookie. */
export const sessionDecider: Decider<SessionCommand, SessionEvent, SessionState> = {
  kind: 'session',
  initial: { status: 'none' },
  decide: (command, state) => {
    switch (command.type) {
      case 'StartSession':
        return start(command, state);
      case 'ContinueSession':
        return proceed(command, state);
      case 'EndSession':
        return state.status === 'live' ? [{ type: 'SessionEnded', reason: command.reason }] : [];
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'SessionStarted': {
        const { type: _type, ...session } = event;
        return { status: 'live', ...session };
      }
      case 'SessionContinued':
        return state.status === 'live' ? { ...state, idleUntil: event.idleUntil } : state;
      case 'SessionEnded':
        return { status: 'ended' };
    }
  },
};
