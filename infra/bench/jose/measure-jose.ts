import { type Case, makeCases } from './cases.js';
import { type Failure, makeFailures } from './failures.js';
import { type Compared, compare, type Effort, median } from './measure.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const number = (value: number, width = 8): string => Math.round(value).toString().padStart(width);

const figures = ({ ours, bare, ratio, cpuRatio }: Compared): string => {
  const rates = `${number(ours.perSecond)}${number(bare.perSecond)}${ratio.toFixed(2).padStart(7)}`;
  return `${rates}${number(ours.cpu)}${number(bare.cpu)}${cpuRatio.toFixed(2).padStart(7)}`;
};

const verdict = (what: string, results: readonly Compared[], of: (one: Compared) => number): string => {
  const slow = results.filter((one) => of(one) < 0.9).map(({ name }) => name);
  return `${what} below 0.9 of jose: ${slow.length === 0 ? 'none' : slow.join('; ')}`;
};

const rates = async (cases: readonly Case[], effort: Effort): Promise<Compared[]> => {
  if (cases.length === 0) return [];
  print(`${''.padEnd(46)}              a second            CPU µs each`);
  print(
    `${'by the library, and by jose alone, in turn'.padEnd(46)}    ours    jose  ratio    ours    jose  ratio`,
  );
  const results: Compared[] = [];
  for (const one of cases) {
    const result = await compare(one, effort);
    print(`${one.name.padEnd(46)}${figures(result)}`);
    results.push(result);
  }
  print(`\n${verdict('rates', results, ({ ratio }) => ratio)}`);
  print(verdict('CPU', results, ({ cpuRatio }) => cpuRatio));
  return results;
};

/** All kinds in turn, many times over; the median of each in microseconds. */
const times = async (failures: readonly Failure[], repetitions: number): Promise<Record<string, number>> => {
  const taken = new Map(failures.map(({ name }) => [name, [] as number[]]));
  const reasons = new Map<string, string>();
  for (let round = 0; round < repetitions; round += 1)
    for (const { name, open } of failures) {
      const start = performance.now();
      reasons.set(name, await open());
      taken.get(name)!.push((performance.now() - start) * 1000);
    }
  print(`\n${'a JWE that does not open'.padEnd(46)}  median µs  reason`);
  const medians = [...taken].map(([name, each]) => [name, median(each)] as const);
  for (const [name, microseconds] of medians)
    print(`${name.padEnd(46)}  ${number(microseconds, 9)}  ${reasons.get(name)}`);
  return Object.fromEntries(medians);
};

/** Many short rounds, so that what else the machine does falls on both. Measures what the words name, or everything. */
export const measureJose = async (words: readonly string[], effort: Effort): Promise<void> => {
  const isMeant = (name: string) => words.length === 0 || words.some((word) => name.includes(word));
  const results = await rates(
    (await makeCases()).filter(({ name }) => isMeant(name)),
    effort,
  );
  const failures = isMeant('failures') ? await times(await makeFailures(), effort.rounds * 10) : {};
  print(`\n${JSON.stringify({ rates: results, failures })}`);
};
