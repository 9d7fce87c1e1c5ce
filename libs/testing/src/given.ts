import type { Aggregate, Command, Decider, DomainEvent } from '#event-sourcing';
import { Refused } from '#event-sourcing';
import { foldsBlindly } from './opaque.js';

/** What a command does to a stream with some past. */
export interface Happening<E, S> {
  /** The events are exactly these, in this order; none means that nothing happens. */
  yields(...events: E[]): void;
  /** Refused for this reason, with at least this detail. */
  isRefused(reason: string, detail?: Readonly<Record<string, unknown>>): void;
  /** The events, to look at more closely. */
  events(): readonly E[];
  /** The state after them. */
  state(): S;
}

export interface Past<C, E, S> {
  when(command: C): Happening<E, S>;
  /** The state that the past left. */
  state(): S;
}

/** A decider, or better the aggregate that it belongs to: then evolve and publish must not look into sealed fields. */
type Subject<C extends Command, E extends DomainEvent, S> = Decider<C, E, S> | Aggregate<C, E, S>;

/** What a decider makes of a command, to be compared as a whole. */
type Decision<E> =
  | { readonly yielded: readonly E[] }
  | { readonly refused: string; readonly detail?: Readonly<Record<string, unknown>> };

/** A sentence about a decider: `given(intents, staged).when(revoke).yields(revoked)`. */
export const given = <C extends Command, E extends DomainEvent, S>(
  subject: Subject<C, E, S>,
  ...past: readonly E[]
): Past<C, E, S> => {
  const decider = 'decider' in subject ? subject.decider : subject;
  const fold = (events: readonly E[]): S =>
    'decider' in subject ? foldsBlindly(subject, events) : events.reduce(decider.evolve, decider.initial);
  return {
    state: () => fold(past),
    when: (command) => {
      const decision = attempt(() => decider.decide(command, fold(past)));
      // Also what is decided now has to fold.
      const after = 'yielded' in decision ? fold([...past, ...decision.yielded]) : undefined;
      return happening(decision, after);
    },
  };
};

/** `const given = specificationOf(intents)`, then `given(staged).when(revoke).yields(revoked)`. */
export const specificationOf =
  <C extends Command, E extends DomainEvent, S>(subject: Subject<C, E, S>) =>
  (...past: readonly E[]): Past<C, E, S> =>
    given(subject, ...past);

const attempt = <E>(decide: () => readonly E[]): Decision<E> => {
  try {
    return { yielded: decide() };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.reason, detail: error.detail };
    throw error;
  }
};

const happening = <E, S>(decision: Decision<E>, after: S | undefined): Happening<E, S> => {
  const expectYielded = () => {
    if ('refused' in decision) throw new Error(`refused: ${decision.refused}`);
    return decision.yielded;
  };
  return {
    yields: (...yielded) => expect(decision).toEqual({ yielded }),
    isRefused: (refused, detail = {}) =>
      expect(decision).toEqual({ refused, detail: expect.objectContaining(detail) }),
    events: expectYielded,
    state: () => {
      expectYielded();
      return after as S;
    },
  };
};
