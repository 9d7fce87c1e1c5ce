import { Refused } from '#event-sourcing';

/** The place of an entry in the one order of all: time, then service, then position. */
export type Place = readonly [time: string, service: string, position: number];

/** Before everything. */
export const beginning: Place = ['0001-01-01T00:00:00.000Z', '', 0];

export const cursorOf = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));

/** Throws `Refused('invalid-cursor')`. */
export const placeAt = (cursor: string | undefined): Place => {
  if (cursor === undefined) return beginning;
  const [time, service, position, ...rest] = parsed(cursor);
  if (
    isTime(time) &&
    typeof service === 'string' &&
    /^[a-z]*$/.test(service) &&
    Number.isSafeInteger(position) &&
    rest.length === 0
  )
    return [time, service, position as number];
  throw new Refused('invalid-cursor');
};

/** The place of a row in a list that is ordered by time and id, newest first. */
export const rowAt = (cursor: string | undefined): readonly [time: string, id: string] | undefined => {
  if (cursor === undefined) return undefined;
  const [time, id, ...rest] = parsed(cursor);
  if (isTime(time) && typeof id === 'string' && /^[\x21-\x7e]{1,300}$/.test(id) && rest.length === 0)
    return [time, id];
  throw new Refused('invalid-cursor');
};

const parsed = (cursor: string): unknown[] => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};
