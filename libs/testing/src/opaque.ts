import type { Aggregate, Command, DomainEvent } from '#event-sourcing';

/**
 * Folds events twice: as they are, and with sealed fields replaced by marks that carry nothing. Fails unless both give the
 * same state but for the marks, and unless publications are free of them. Gives the readable state.
 */
export const foldsBlindly = <C extends Command, E extends DomainEvent, S>(
  aggregate: Aggregate<C, E, S>,
  events: readonly E[],
): S => {
  const { initial, evolve } = aggregate.decider;
  const values: unknown[] = [];
  let readable = initial;
  let blind = initial;
  for (const event of events) {
    const opaque = withMarks(aggregate, event, values);
    readable = evolve(readable, event);
    blind = evolve(blind, opaque);
    expect(withValues(blind, values)).toEqual(readable);
    const published = JSON.stringify(aggregate.publish?.(blind, opaque) ?? null);
    if (published.includes('$sealed'))
      throw new Error(`${event.type} would publish a sealed field: ${published}`);
  }
  return readable;
};

const withMarks = <C extends Command, E extends DomainEvent, S>(
  { events }: Aggregate<C, E, S>,
  event: E,
  values: unknown[],
): E => {
  const definition = events[event.type as E['type']];
  if (!definition) throw new Error(`${event.type} is not among the events of the aggregate`);
  const marked = { ...event } as unknown as Record<string, unknown>;
  for (const field of definition.sealed ?? []) {
    if (marked[field] !== undefined) marked[field] = { $sealed: String(values.push(marked[field]) - 1) };
  }
  return marked as unknown as E;
};

const withValues = (state: unknown, values: readonly unknown[]): unknown => {
  if (typeof state !== 'object' || state === null) return state;
  if ('$sealed' in state) return values[Number(state.$sealed)];
  if (Array.isArray(state)) return state.map((item) => withValues(item, values));
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, withValues(value, values)]));
};
