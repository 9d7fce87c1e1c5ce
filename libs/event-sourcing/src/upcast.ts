import type { AnyAggregate, EventDefinition } from './aggregate.js';

type Data = Record<string, unknown>;

/** How each type of event of a service is stored. */
export const definitionsOf = (aggregates: readonly AnyAggregate[]): ReadonlyMap<string, EventDefinition> =>
  new Map(aggregates.flatMap(({ events }) => Object.entries(events as Record<string, EventDefinition>)));

/** Data of an old schema version, step by step in the form of the newest. Throws an Error when a step is missing. */
export const upcast = (definition: EventDefinition, schemaVersion: number, data: Data): Data => {
  let current = data;
  for (let version = schemaVersion; version < definition.version; version += 1) {
    const step = definition.upcasters?.[version];
    if (!step) throw new Error(`nothing turns schema version ${version} into ${version + 1}`);
    current = step(current);
  }
  return current;
};
