/** How often something is done. */
export interface Rate {
  readonly times: number;
  readonly perSecond: number;
  /** Microseconds of CPU in this process, on all its threads, each time: what a busy machine does not change. */
  readonly cpu: number;
}

/** Does it over and over: one after the other, or some at once, as a busy server has it. */
export const rateOf = async (
  work: () => Promise<unknown>,
  milliseconds: number,
  atOnce = 1,
): Promise<Rate> => {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const end = start + milliseconds;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() < end) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const { user, system } = process.cpuUsage(used);
  const perSecond = (done * 1000) / (performance.now() - start);
  return { times: done, perSecond, cpu: (user + system) / done };
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Two ways of one thing, measured in turn, so that whatever else the machine does falls on both. */
export interface Compared {
  readonly name: string;
  readonly ours: Rate;
  readonly bare: Rate;
  /** Of the rates of one round, ours to theirs. */
  readonly ratio: number;
  /** Of the CPU of all rounds together, theirs to ours: above 1 where the library costs less. */
  readonly cpuRatio: number;
}

export interface Effort {
  readonly rounds: number;
  readonly milliseconds: number;
  readonly atOnce: number;
}

interface TwoWays {
  readonly name: string;
  readonly ours: () => Promise<unknown>;
  readonly bare: () => Promise<unknown>;
}

export const compare = async (
  { name, ours, bare }: TwoWays,
  { rounds, milliseconds, atOnce }: Effort,
): Promise<Compared> => {
  const found: { readonly ours: Rate; readonly bare: Rate }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const oursFirst = round % 2 === 0;
    const first = await rateOf(oursFirst ? ours : bare, milliseconds, atOnce);
    const second = await rateOf(oursFirst ? bare : ours, milliseconds, atOnce);
    // The first round only warms up.
    if (round > 0) found.push(oursFirst ? { ours: first, bare: second } : { ours: second, bare: first });
  }
  const of = (way: 'ours' | 'bare'): Rate => summary(found.map((one) => one[way]));
  const [both, ratio] = [
    { ours: of('ours'), bare: of('bare') },
    median(found.map((one) => one.ours.perSecond / one.bare.perSecond)),
  ];
  return { name, ...both, ratio, cpuRatio: both.bare.cpu / both.ours.cpu };
};

/** Median of the rates; CPU of all rounds over all that was done, which no single busy moment decides. */
const summary = (rates: readonly Rate[]): Rate => {
  const times = rates.reduce((sum, rate) => sum + rate.times, 0);
  const cpu = rates.reduce((sum, rate) => sum + rate.cpu * rate.times, 0) / times;
  return { times, perSecond: median(rates.map(({ perSecond }) => perSecond)), cpu };
};
