import { Refused } from '#event-sourcing';
import { singleValued } from '#service';
import { placeAt, rowAt } from '../reading/cursor.js';
import type { Search } from '../reading/consents.js';
import type { PageRequest } from '../reading/timelines.js';

const usual = { entries: 50, intents: 25 };

/** RFC 3339 §5.6. */
const time = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;

/** The time that is asked for, or now. Throws `Refused('invalid-time')`. */
export const timeOf = (query: unknown, now: Date): string => {
  const { at } = singleValued(query);
  if (at === undefined) return now.toISOString();
  const instant = new Date(at);
  if (!time.test(at) || Number.isNaN(instant.getTime())) throw new Refused('invalid-time');
  return instant.toISOString();
};

export const pageOf = (query: unknown): PageRequest => {
  const { cursor, limit } = singleValued(query);
  return { after: placeAt(cursor), limit: limitOf(limit, usual.entries) };
};

export const searchOf = (query: unknown): Search => {
  const { q = '', cursor, limit } = singleValued(query);
  const text = q.trim();
  if (text.length > 200 || /\p{Cc}/u.test(text)) throw new Refused('invalid-search');
  const before = rowAt(cursor);
  return { text, limit: limitOf(limit, usual.intents), ...(before && { before }) };
};

/** An identifier in a path; what cannot be one is not found. */
export const idOf = (value: string): string => {
  if (/^[\x21-\x7e]{1,300}$/.test(value)) return value;
  throw new Refused('not-found');
};

const limitOf = (limit: string | undefined, otherwise: number): number => {
  if (limit === undefined) return otherwise;
  const value = Number(limit);
  if (/^\d{1,3}$/.test(limit) && value >= 1 && value <= 200) return value;
  throw new Refused('invalid-limit');
};
