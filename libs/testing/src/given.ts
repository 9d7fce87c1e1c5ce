import type { Command, Decider, DomainEvent } from '#event-sourcing';

/** What a command does to a stream with some past. */
export interface Happening<E, S> {
  /** The events are exactly these. */
  yields(...events: E[]): void;
  /** Refused for this reason, with at least this detail. */
  isRefused(reason: string, detail?: Readonly<Record<string, unknown>>): void;
  /** The events, to look at more closely. */
  events(): readonly E[];
  /** The state after them. */
  state(): S;
}

/** `const given = specificationOf(decider)`, then `given(staged).when(revoke).yields(revoked)`. */
export const specificationOf =
  <C extends Command, E extends DomainEvent, S>(decider: Decider<C, E, S>) =>
  (...past: readonly E[]) => ({
    state: (): S => fold(decider, past),
    when: (command: C): Happening<E, S> => {
      const decide = () => decider.decide(command, fold(decider, past));
      return {
        yields: (...events) => expect(decide()).toEqual(events),
        isRefused: (reason, detail = {}) =>
          expect(decide).toThrow(
            expect.objectContaining({ reason, detail: expect.objectContaining(detail) }),
          ),
        events: decide,
        state: () => fold(decider, [...past, ...decide()]),
      };
    },
  });

const fold = <C extends Command, E extends DomainEvent, S>(
  decider: Decider<C, E, S>,
  events: readonly E[],
): S => events.reduce(decider.evolve, decider.initial);
