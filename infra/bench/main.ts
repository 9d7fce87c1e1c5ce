import { writeFile } from 'node:fs/promises';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { benchmark, withOpened } from './http/bench.js';
import { flatness } from './http/flat.js';
import { Generator } from './http/load/generator.js';
import type { ScenarioName } from './http/load/job.js';
import { memoryUnderLoad } from './http/memory.js';
import { startOurs, startTokensAlone } from './http/ours/subject.js';
import { machine, tableOf } from './http/report.js';
import type { Effort } from './http/rounds.js';
import { flatTable, memoryTable } from './http/side-reports.js';
import type { Effort as JoseEffort } from './jose/measure.js';
import type { LogEffort } from './log/measure-log.js';

const compared: readonly ScenarioName[] = ['token', 'intents', 'flow', 'introspection'];

const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0');
  return value;
};

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const flat = (effort: Effort) =>
  withOpened(async (open) => {
    print('measuring flat …');
    const generator = open(new Generator());
    const subjects = [open(await startOurs()), open(await startOurs())] as const;
    const found = await flatness(generator, subjects, { effort, told: print });
    print(`\n${flatTable(found)}`);
    return found;
  });

const memory = (effort: Effort) =>
  withOpened(async (open) => {
    print('measuring memory …');
    const generator = open(new Generator());
    const whole = open(await startOurs()).target;
    const alone = open(await startTokensAlone()).target;
    const everything = await memoryUnderLoad(generator, whole, { ...effort, scenarios: compared });
    const tokens = await memoryUnderLoad(generator, alone, {
      ...effort,
      scenarios: ['token', 'introspection'],
    });
    print(`\n${memoryTable([everything, tokens])}`);
    return [everything, tokens];
  });

const run = async (what: readonly string[], effort: Effort): Promise<object> => {
  const scenarios = compared.filter((scenario) => what.length === 0 || what.includes(scenario));
  const comparisons = scenarios.length > 0 ? await benchmark(scenarios, effort, print) : [];
  if (comparisons.length > 0) print(`\n${tableOf(comparisons)}`);
  return {
    comparisons,
    ...(what.includes('flat') && { flat: await flat(effort) }),
    ...(what.includes('memory') && { memory: await memory(effort) }),
  };
};

const bench = new Command('bench')
  .enablePositionalOptions() // parts have options of the same names
  .description('Measures Assent beside oidc-provider (in memory), in turn, on this machine.')
  .addArgument(
    new Argument('[what...]', `${compared.join(', ')} unless given`).choices([...compared, 'flat', 'memory']),
  )
  .option('--rounds <n>', 'measurements of each', positive, 5)
  .option('--seconds <s>', 'length of a measurement', positive, 5)
  .option('--connections <n>', 'kept-alive connections of the load generator', positive, 32)
  .option('--json <file>', 'also write all figures there')
  .action(async (what: string[], { json, ...effort }: Effort & { json?: string }) => {
    const results = await run(what, effort);
    if (json)
      await writeFile(json, `${JSON.stringify({ machine: machine(), effort, ...results }, null, 2)}\n`);
  });

const subcommand = (name: string, description: string, words: readonly string[], rounds: number): Command =>
  bench
    .command(name)
    .description(description)
    .addArgument(new Argument('[what...]', 'everything unless given').choices(words))
    .option('--rounds <n>', 'measurements of each', positive, rounds);

subcommand('log', 'Measures the event log by itself.', ['append', 'import', 'replay', 'flat', 'latency'], 5)
  .option('--milliseconds <ms>', 'length of a measurement', positive, 2_000)
  .action(async (what: string[], effort: LogEffort) =>
    (await import('./log/measure-log.js')).measureLog(what, effort),
  );

subcommand(
  'jose',
  'Signs, verifies, encrypts and decrypts by the library and by jose alone.',
  ['sign', 'verify', 'encrypt', 'decrypt', 'open', 'failures'],
  41,
)
  .option('--milliseconds <ms>', 'length of a measurement', positive, 25)
  .option('--at-once <n>', 'operations that are under way at the same time', positive, 1)
  .action(async (what: string[], effort: JoseEffort) =>
    (await import('./jose/measure-jose.js')).measureJose(what, effort),
  );

await bench.parseAsync();
