import type { Sql } from '../database.js';
import type { Projection, StoredEvent } from '../projection.js';

/** Lets events have their effect on a projection's table, in their order: all of them, or it throws. */
export const applyEvents = async (
  projection: Projection,
  events: readonly StoredEvent[],
  sql: Sql,
  table: string,
): Promise<void> => {
  const many = projection.reducersOfMany;
  for (const group of many ? inWaves(events) : [events]) {
    const together = many?.[group[0]!.type];
    if (together) await together(group, sql, table);
    else for (const event of group) await projection.reducers[event.type]?.(event, sql, table);
  }
};

/**
 * Groups of events of one type, no two of them of one stream: first the earliest of each stream, then the next ones.
 * So a stream's events stay in order, and there are few groups.
 */
const inWaves = (events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] => {
  const seen = new Map<string, number>();
  const waves: Map<string, StoredEvent[]>[] = [];
  for (const event of events) {
    const wave = seen.get(event.stream) ?? 0;
    seen.set(event.stream, wave + 1);
    const groups = (waves[wave] ??= new Map<string, StoredEvent[]>());
    const group = groups.get(event.type);
    if (group) group.push(event);
    else groups.set(event.type, [event]);
  }
  return waves.flatMap((groups) => [...groups.values()]);
};
