import type { AnyAggregate, EventDefinition } from './aggregate.js';

type Data = Record<string, unknown>;

/** How each type of event of a service is stored. */
export const definitionsOf = (aggregates: readonly AnyAggregate[]): ReadonlyMap<string, EventDefinition> =>
  new Map(aggregates.flatMap(({ events }) => Object.entries(events as Record<string, EventDefinition>)));

/** An event that a later release has written, in a form that this one does not understand. */
export class NewerEvent extends Error {
  override readonly name = 'NewerEvent';
}

/**
 * Data of an old schema version, step by step in the form of the newest. Throws `NewerEvent`, and an Error when a step is
 * missing: what is not understood is never taken for something else.
 */
export const upcast = (definition: EventDefinition, schemaVersion: number, data: Data): Data => {
  const { version: written, reads: newest = written } = definition;
  if (schemaVersion > newest)
    throw new NewerEvent(
      `an event of schema version ${schemaVersion} needs a newer program: this one reads up to ${newest}`,
    );
  let current = data;
  for (let version = schemaVersion; version < newest; version += 1) {
    const step = definition.upcasters?.[version];
    if (!step) throw new Error(`nothing turns schema version ${version} into ${version + 1}`);
    current = step(current);
  }
  return current;
};
