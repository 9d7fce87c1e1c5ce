import type { Aggregate } from '#event-sourcing';
import {
  type SessionCommand,
  sessionDecider,
  type SessionEvent,
  type SessionState,
} from './session.decider.js';

/** Sessions as they are stored; nothing of them is public. */
export const sessions: Aggregate<SessionCommand, SessionEvent, SessionState> = {
  decider: sessionDecider,
  events: {
    SessionStarted: { version: 1 },
    SessionContinued: { version: 1 },
    SessionEnded: { version: 1 },
  },
};
