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

const usage = `Usage: main.js [${Object.keys(benches).join('|')}]… [--rounds 5] [--milliseconds 2000]`;

const option = (words: string[], name: string, standard: number): number => {
  const index = words.indexOf(name);
  if (index < 0) return standard;
  const [, value] = words.splice(index, 2);
  return Number(value);
};

/** Measures what the words name, or everything; prints tables, and one line of JSON at the end. */
const main = async (words: string[]): Promise<void> => {
  const rounds = option(words, '--rounds', 5);
  const milliseconds = option(words, '--milliseconds', 2_000);
  if (words.some((word) => !benches[word])) throw new Error(usage);
  const all: Record<string, unknown> = {};
  for (const name of words.length > 0 ? words : Object.keys(benches)) {
    const { table, results } = await withLog((bench) => benches[name]!(bench, rounds, milliseconds));
    all[name] = results;
    process.stdout.write(`\n${name}\n\n${table}\n`);
  }
  process.stdout.write(`\n${JSON.stringify(all)}\n`);
};

await main(process.argv.slice(2));
