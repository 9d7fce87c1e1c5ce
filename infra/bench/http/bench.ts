import { Generator } from './load/generator.js';
import type { ScenarioName } from './load/job.js';
import { startOurs, startTokensAlone } from './ours/subject.js';
import { startPeer } from './peer/subject.js';
import type { Comparison } from './report.js';
import { compare, type Effort } from './rounds.js';

/** What the tokens service can do without the others. */
const ofTokens: readonly ScenarioName[] = ['token', 'introspection'];

/** Measures the platform beside oidc-provider, one scenario after the other. Everything it starts is gone when it returns. */
export const benchmark = (
  scenarios: readonly ScenarioName[],
  effort: Effort,
  told: (line: string) => void = () => undefined,
): Promise<readonly Comparison[]> =>
  withOpened(async (open) => {
    const ours = open(await startOurs()).target;
    const alone = open(await startTokensAlone()).target;
    const peer = open(await startPeer(ours.client)).target;
    const generator = open(new Generator());
    const comparisons: Comparison[] = [];
    for (const scenario of scenarios) {
      told(`measuring ${scenario} …`);
      const targets = ofTokens.includes(scenario) ? [ours, alone, peer] : [ours, peer];
      comparisons.push({ scenario, figures: await compare(generator, targets, scenario, effort) });
    }
    return comparisons;
  });

interface Stoppable {
  stop(): Promise<void>;
}

/** Runs work that opens things, and stops them in the opposite order, whatever becomes of it. */
export const withOpened = async <T>(
  work: (open: <One extends Stoppable>(one: One) => One) => Promise<T>,
): Promise<T> => {
  const opened: Stoppable[] = [];
  try {
    return await work((one) => {
      opened.unshift(one);
      return one;
    });
  } finally {
    for (const one of opened) await one.stop();
  }
};
