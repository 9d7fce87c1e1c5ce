const MEGABITS: Readonly<Record<string, number>> = {
  BPS: 1e-6,
  KBPS: 1e-3,
  MBPS: 1,
  GBPS: 1e3,
  TBPS: 1e6,
};

const MOST = 10_000_000;

/**
 * The highest information rate that a product configuration asks for, in whole Mbit/s, rounded up; 0 when it names none.
 * Product specifications write rates as `{irValue, irUnits}`, each in places of its own.
 */
export const bandwidthOf = (configuration: unknown): number =>
  Math.min(Math.ceil(highest(configuration)), MOST);

const highest = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  return Math.max(rateOf(value), ...Object.values(value).map(highest));
};

const rateOf = (value: object): number => {
  const { irValue, irUnits } = value as { irValue?: unknown; irUnits?: unknown };
  if (typeof irUnits !== 'string' || !Object.hasOwn(MEGABITS, irUnits)) return 0;
  return typeof irValue === 'number' && irValue > 0 ? irValue * MEGABITS[irUnits]! : 0;
};
