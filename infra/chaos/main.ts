import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Outcome, Scenario } from './arena.js';
import { breakIt, judgeIt } from './break-it.js';
import { Random } from './random.js';
import { scenarios } from './scenarios/index.js';
import { startArena } from './start-arena.js';
import { tableOf } from './verdict/table.js';
import { faultsOf, type Verdict } from './verdict/verdict.js';

interface Options {
  readonly rounds: number;
  readonly seed: number;
  readonly buyers: number;
  readonly outage: number;
  readonly transport: 'kafka' | 'log';
  readonly folder?: string;
  readonly verbose?: boolean;
}

/** What came of breaking a platform on purpose. */
interface Result extends Outcome {
  readonly verdict: Verdict;
}

const number = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number is expected.');
};

const list = scenarios.map(({ name, summary }) => `  ${name.padEnd(14)} ${summary}`).join('\n');

const program = new Command('chaos')
  .description('Break a platform on purpose while Buyers use it, and look for anything lost or doubled.')
  .argument('<scenario...>', 'of those below, one after the other; or all')
  .option('--rounds <number>', 'how often', number, 3)
  .option('--seed <number>', 'of all that is left to chance', number, Date.now() % 1_000_000)
  .option('--buyers <number>', 'that walk at the same time', number, 3)
  .option('--outage <seconds>', 'that Kafka is away', number, 10)
  .option('--transport <name>', 'kafka or log', 'kafka')
  .option('--folder <folder>', 'for data and result.json; one that is removed at the end unless given')
  .option('--verbose', 'what the processes print, too')
  .addHelpText('after', `\nScenarios:\n${list}\n\nExit codes: 0 nothing lost or doubled, 1 something was.`);

const chosen = (names: readonly string[]): readonly Scenario[] => {
  if (names.includes('all')) return scenarios;
  return names.map((name) => {
    const found = scenarios.find((scenario) => scenario.name === name);
    return found ?? program.error(`error: there is no scenario ${name}; they are\n${list}`, { exitCode: 2 });
  });
};

const tell = (line: string): void => void process.stdout.write(`${new Date().toISOString()} ${line}\n`);

const run = async (wanted: readonly Scenario[], options: Options, folder: string): Promise<Result> => {
  const arena = await startArena({
    ...options,
    folder,
    replicas: Object.assign({}, ...wanted.map(({ replicas }) => replicas)) as Record<string, number>,
    random: new Random(options.seed),
    tell,
    ...(options.verbose && { output: tell }),
  });
  try {
    const outcomes: Outcome[] = [];
    for (const scenario of wanted) outcomes.push(await breakIt(arena, scenario, options.rounds));
    const verdict = await judgeIt(arena);
    return {
      verdict,
      lines: outcomes.flatMap(({ lines }) => lines),
      faults: [...faultsOf(verdict), ...outcomes.flatMap(({ faults }) => faults)],
    };
  } finally {
    await arena.close();
  }
};

program.action(async (names: string[], options: Options) => {
  const wanted = chosen(names);
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'assent-chaos-')));
  const started = performance.now();
  const result = await run(wanted, options, folder);
  const seconds = Math.round((performance.now() - started) / 1000);
  const { rounds, seed, buyers, transport } = options;
  tell(
    `${names.join(', ')}: ${rounds} rounds in ${seconds} s, ${buyers} Buyers, transport ${transport}, seed ${seed}\n`,
  );
  const wrong = result.faults.map((fault) => `FAULT ${fault}`);
  const conclusion = wrong.length === 0 ? ['Nothing is lost, nothing is doubled.'] : wrong;
  process.stdout.write(`${[tableOf(result.verdict), ...result.lines, ...conclusion].join('\n')}\n`);
  if (options.folder) await writeFile(join(folder, 'result.json'), JSON.stringify(result, null, 2));
  else await rm(folder, { recursive: true, force: true });
  process.exitCode = wrong.length === 0 ? 0 : 1;
});

await program.parseAsync();
