import { Refused } from '#event-sourcing';
import type { EventTypeName } from '../event-types.js';

/**
 * Reads the `query` of `EventSubscriptionInput` in every form the contract writes it: `eventType=a,b`,
 * `eventType=a&eventType=b`, blanks around any of it. Empty or absent means all of `offered`; each type comes once.
 * Throws `Refused('invalid-query')`.
 */
export const parseHubQuery = <T extends EventTypeName>(
  query: string | undefined,
  offered: readonly T[],
): readonly T[] => {
  if (query === undefined || query.trim() === '') return offered;
  const wanted = new Set(query.split('&').flatMap(valuesOf));
  const known = offered.filter((type) => wanted.has(type));
  if (known.length < wanted.size) throw new Refused('invalid-query');
  return known;
};

const valuesOf = (pair: string): readonly string[] => {
  const [name, values, ...more] = pair.split('=');
  if (name?.trim() !== 'eventType' || values === undefined || more.length > 0)
    throw new Refused('invalid-query');
  return values.split(',').map((value) => value.trim());
};
