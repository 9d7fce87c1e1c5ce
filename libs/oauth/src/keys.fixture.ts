import fc from 'fast-check';
import type { Command, Decider, DomainEvent } from '#event-sourcing';

/** The moment at which the stories of keys begin, milliseconds. */
export const start = Date.parse('2026-01-01T00:00:00Z');

/** So many seconds after it, RFC 3339. */
export const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();

/** A command of an operator at that time. */
export const context = (seconds: number) => ({
  commandId: 'c',
  at: at(seconds),
  actor: { kind: 'operator' as const, id: 'ops' },
  correlationId: 'x',
});

export const sealed = { sealed: 's', wrapped: 'w', kek: 'k' };

/** Runs commands one after the other through a decider: the events, and the state after some. */
export const storyOf = <C extends Command, E extends DomainEvent, S>({
  decide,
  evolve,
  initial,
}: Decider<C, E, S>) => {
  const fold = (events: readonly E[]): S => events.reduce(evolve, initial);
  const run = (...commands: C[]): E[] => {
    const events: E[] = [];
    for (const command of commands) events.push(...decide(command, fold(events)));
    return events;
  };
  return { fold, run };
};

/**
 * Checks a property of any story of rotations, at any moment of the hour after the last: `rotate` makes the one that is the
 * n-th, so many seconds after the start.
 */
export const afterRotations = <C>(
  rotate: (seconds: number, number: number) => C,
  check: (commands: readonly C[], now: Date) => void,
): void => {
  const gaps = fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 8 });
  fc.assert(
    fc.property(gaps, fc.nat(3600), (rotations, later) => {
      let time = 0;
      const commands = rotations.map((gap, index) => rotate((time += gap), index));
      check(commands, new Date(start + (time + later) * 1000));
    }),
  );
};
