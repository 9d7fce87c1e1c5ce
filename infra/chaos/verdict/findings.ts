import type { Kind } from '../client/ledger.js';

/** Kinds of acknowledged answers, and what the platform owes besides. */
export type Owed = Kind | 'notification';

/** Something that is not as the client was told. */
export interface Finding {
  readonly kind: Owed;
  /** What it is about, in words. */
  readonly what: string;
}

/** What was looked for and not found, and what was found more than once. */
export interface Findings {
  readonly lost: readonly Finding[];
  readonly doubled: readonly Finding[];
}

export const together = (all: readonly Findings[]): Findings => ({
  lost: all.flatMap(({ lost }) => lost),
  doubled: all.flatMap(({ doubled }) => doubled),
});

/** Values that are there more than once. */
export const repeated = (values: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))];
};
