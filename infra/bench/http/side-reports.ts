import type { Flatness } from './flat.js';
import type { Memory } from './memory.js';

const MEBIBYTE = 2 ** 20;
const megabytes = (bytes: number): string => `${Math.round(bytes / MEBIBYTE)} MiB`;
const ofHundred = (ratio: number): string => `${(100 * (ratio - 1)).toFixed(0)} %`;

/** What a longer history changes, in words. */
export const flatTable = (found: readonly Flatness[]): string =>
  found
    .map(({ scenario, few, many }) =>
      [
        `${scenario} beside few and beside many earlier events`,
        `  per second      ${Math.round(few.rate)} and ${Math.round(many.rate)}: ${ofHundred(many.rate / few.rate)}`,
        `  CPU s / 1,000   ${few.cpu.toFixed(3)} and ${many.cpu.toFixed(3)}: ${ofHundred(many.cpu / few.cpu)}`,
      ].join('\n'),
    )
    .join('\n');

/** Resident memory before, during and after load, in words. */
export const memoryTable = (found: readonly Memory[]): string =>
  found
    .map(
      ({ target, idle, loaded, operations }) =>
        `${target}: ${megabytes(idle)} idle, after rounds of load ${loaded.map(megabytes).join(', ')} (${operations} operations)`,
    )
    .join('\n');
