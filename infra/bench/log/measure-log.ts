import { append } from './append.js';
import { bareName } from './bare-insert.js';
import { type BenchLog, withLog } from './bench-log.js';
import { bulkImport } from './bulk-import.js';
import { flat } from './flat.js';
import { latency } from './latency.js';
import { replay } from './replay.js';
import { delayTable, tableOf } from './table.js';

interface Outcome {
  readonly table: string;
  /** For the line of JSON. */
  readonly results: unknown;
}

type Bench = (bench: BenchLog, rounds: number, milliseconds: number) => Promise<Outcome>;

const rates =
  (run: typeof append, baseline?: string): Bench =>
  async (...words) => {
    const results = await run(...words);
    return { results, table: tableOf(results, baseline) };
  };

const benches: Readonly<Record<string, Bench>> = {
  append: rates(append, bareName),
  import: rates(bulkImport, bareName),
  replay: rates(replay),
  flat: rates(flat),
  latency: async (...words) => {
    const results = await latency(...words);
    return { results, table: delayTable(results) };
  },
};

/** How often, and for how long each time. */
export interface LogEffort {
  readonly rounds: number;
  readonly milliseconds: number;
}

/** Measures what the words name, or everything; prints tables, and one line of JSON at the end. */
export const measureLog = async (
  words: readonly string[],
  { rounds, milliseconds }: LogEffort,
): Promise<void> => {
  const all: Record<string, unknown> = {};
  for (const name of words.length > 0 ? words : Object.keys(benches)) {
    const { table, results } = await withLog((bench) => benches[name]!(bench, rounds, milliseconds));
    all[name] = results;
    process.stdout.write(`\n${name}\n\n${table}\n`);
  }
  process.stdout.write(`\n${JSON.stringify(all)}\n`);
};
