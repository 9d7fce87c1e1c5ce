import type { Command } from 'commander';

/** Prints what a command found: JSON with `--json`, otherwise in words. */
export const print = (command: Command, value: unknown, words: () => string): void => {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${words()}\n`);
};

/** Columns, as wide as they need to be; the last one is not padded. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [header, ...rows];
  const widths = header.map((_name, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ');
  return all.map(line).join('\n');
};
