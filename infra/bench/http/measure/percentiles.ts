/** The middle of some numbers; NaN of none. */
export const median = (values: readonly number[]): number => percentile(values, 50);

/** The value that `share` per cent are at or below (nearest rank); NaN of none. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? NaN;
};
