import type { CpuMeter } from './cpu-meter.js';

/** One round of one thing. */
export interface Sample {
  readonly operations: number;
  readonly seconds: number;
  readonly nodeCpu: number;
  readonly postgresCpu: number;
}

/** Medians over rounds. */
export interface Result {
  readonly what: string;
  readonly rounds: number;
  readonly perSecond: number;
  /** CPU seconds for 1,000 operations: of this process, which also generates the load, and of PostgreSQL. */
  readonly nodeCpu: number;
  readonly postgresCpu: number;
}

/** Something to measure: a round answers how many operations it has done. */
export type Contender = readonly [what: string, round: () => Promise<number>];

/** Rounds of all contenders in turn, so that whatever else the machine does meets them alike; the first round only warms up. */
export const interleaved = async (
  cpu: CpuMeter,
  rounds: number,
  contenders: readonly Contender[],
): Promise<Result[]> => {
  const samples = contenders.map((): Sample[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, [, run]] of contenders.entries()) {
      const sample = await measure(cpu, run);
      if (round > 0) samples[index]!.push(sample);
    }
  }
  return contenders.map(([what], index) => toResult(what, samples[index]!));
};

const measure = async (cpu: CpuMeter, run: () => Promise<number>): Promise<Sample> => {
  cpu.read();
  const started = performance.now();
  const operations = await run();
  const seconds = (performance.now() - started) / 1_000;
  const { node, postgres } = cpu.read();
  return { operations, seconds, nodeCpu: node, postgresCpu: postgres };
};

const toResult = (what: string, samples: readonly Sample[]): Result => ({
  what,
  rounds: samples.length,
  perSecond: median(samples.map(({ operations, seconds }) => operations / seconds)),
  nodeCpu: median(samples.map(({ operations, nodeCpu }) => (nodeCpu * 1_000) / operations)),
  postgresCpu: median(samples.map(({ operations, postgresCpu }) => (postgresCpu * 1_000) / operations)),
});

/** The middle one, or the mean of the two in the middle; NaN of nothing. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Linear between neighbours; NaN of nothing. */
export const quantile = (values: readonly number[], at: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * at;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) return Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
};
