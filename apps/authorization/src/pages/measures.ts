import { asText, type Json } from './plain.js';
import { counted } from './words.js';

const RATES: Readonly<Record<string, string>> = {
  BPS: 'bit/s',
  KBPS: 'kbit/s',
  MBPS: 'Mbit/s',
  GBPS: 'Gbit/s',
  TBPS: 'Tbit/s',
};
const SIZES: Readonly<Record<string, string>> = {
  BYTES: 'bytes',
  KBYTES: 'kB',
  MBYTES: 'MB',
  GBYTES: 'GB',
};
const SHORT: Readonly<Record<string, string>> = { NS: 'ns', US: 'µs', MS: 'ms', SEC: 's' };

type Unit = (amount: string, unit: string) => string;

const from =
  (names: Readonly<Record<string, string>>): Unit =>
  (amount, unit) =>
    `${amount} ${names[unit] ?? unit.toLowerCase()}`;

const calendar: Unit = (amount, unit) =>
  counted(amount, TERM_UNITS[unit] ?? unit.toLowerCase().replace(/s$/, ''));

const TERM_UNITS: Readonly<Record<string, string>> = {
  calendarDays: 'day',
  calendarHours: 'hour',
  calendarMinutes: 'minute',
  calendarMonths: 'month',
  calendarWeeks: 'week',
  calendarYears: 'year',
  businessDays: 'business day',
  businessHours: 'business hour',
  businessMinutes: 'business minute',
};

/** Pairs of members by which MEF's product schemas write one quantity. */
const PAIRS: readonly (readonly [amount: string, unit: string, format: Unit])[] = [
  ['irValue', 'irUnits', from(RATES)],
  ['dataSizeValue', 'dataSizeUnits', from(SIZES)],
  ['shortDurationValue', 'shortDurationUnits', from(SHORT)],
  ['timeDurationValue', 'timeDurationUnits', calendar],
  ['amount', 'units', calendar],
];

/** `100 Mbit/s`, `1 month`: an object that is nothing but an amount with its unit. */
export const measureInWords = (value: Json): string | undefined => {
  if (Object.keys(value).length !== 2) return undefined;
  for (const [amount, unit, format] of PAIRS) {
    const [count, name] = [asText(value[amount]), asText(value[unit])];
    if (count !== undefined && name !== undefined) return format(count, name);
  }
  return undefined;
};
