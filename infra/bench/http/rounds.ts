import type { Job, Result, ScenarioName } from './load/job.js';
import type { Generator } from './load/generator.js';
import { median } from './measure/percentiles.js';
import type { Target } from './subject.js';

/** How long and how often is measured. */
export interface Effort {
  readonly rounds: number;
  /** Of one measurement. */
  readonly seconds: number;
  readonly connections: number;
  /** Operations of each before anything counts, so that the compiler has seen the code; 5,000 unless given. */
  readonly warmUp?: number;
}

/** Medians of one target in one scenario. */
export interface Figures {
  readonly target: Target['name'];
  /** Operations per second, closed loop. */
  readonly rate: number;
  /** CPU seconds of server and database for 1,000 operations, with all that they led to. */
  readonly cpu: number;
  /** The database's share of it. */
  readonly databaseCpu: number;
  /** Milliseconds at half the rate, open model. */
  readonly p50: number;
  readonly p99: number;
  /** Operations that were answered as they should be, in all rounds. */
  readonly done: number;
  readonly failed: number;
  readonly failure?: string;
  /** Of each round, closed loop. */
  readonly rates: readonly number[];
}

/** Rates are guessed too low rather than too high: what is prepared is signed, and has to be held. */
const FIRST_GUESS = 400;
const SPARE = 1.6;
const MOST_WARM_UPS = 8;

/** Measures targets in turn, round by round, so that what the machine does meanwhile befalls all of them. */
export const compare = async (
  generator: Generator,
  targets: readonly Target[],
  scenario: ScenarioName,
  effort: Effort,
): Promise<readonly Figures[]> => {
  const { seconds, connections } = effort;
  const series = targets.map((target) => new Series(generator, { target, scenario, seconds, connections }));
  for (const each of series) await each.warmUp(effort.warmUp);
  for (let round = 0; round < effort.rounds; round += 1) for (const each of series) await each.closed();
  for (const each of series) await each.open();
  return series.map((each) => each.figures());
};

class Series {
  private readonly results: Result[] = [];
  private scheduled: Result | undefined;
  private guess = FIRST_GUESS;

  constructor(
    private readonly generator: Generator,
    private readonly job: Omit<Job, 'stock' | 'rate'>,
  ) {}

  // Also to learn how much a round needs to have ready. A busy machine is given up on after a while.
  async warmUp(operations = 5_000): Promise<void> {
    let done = 0;
    for (let run = 0; run < MOST_WARM_UPS && done < operations; run += 1) done += (await this.run({})).done;
  }

  async closed(): Promise<void> {
    this.results.push(await this.run({}));
  }

  async open(): Promise<void> {
    const rate = Math.max(1, median(this.rates()) / 2);
    this.scheduled = await this.run({ rate });
  }

  figures(): Figures {
    const measured = [...this.results, this.scheduled!];
    const failure = measured.find((result) => result.failure)?.failure;
    return {
      target: this.job.target.name,
      rate: median(this.rates()),
      cpu: median(this.results.map(({ cpu, done }) => ((cpu.server + cpu.database) / done) * 1000)),
      databaseCpu: median(this.results.map(({ cpu, done }) => (cpu.database / done) * 1000)),
      p50: this.scheduled!.latency.p50,
      p99: this.scheduled!.latency.p99,
      done: sum(measured.map(({ done }) => done)),
      failed: sum(measured.map(({ failed }) => failed)),
      ...(failure !== undefined && { failure }),
      rates: this.rates(),
    };
  }

  private rates(): readonly number[] {
    return this.results.map(({ done, seconds }) => done / seconds);
  }

  private async run(schedule: Pick<Job, 'rate'>): Promise<Result> {
    const stock = Math.ceil((schedule.rate ?? this.guess * SPARE) * this.job.seconds) + this.job.connections;
    const result = await this.generator.run({ ...this.job, ...schedule, stock });
    if (schedule.rate === undefined) this.guess = Math.max(this.guess, result.done / result.seconds);
    return result;
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
