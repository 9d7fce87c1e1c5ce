import type { Generator } from './load/generator.js';
import type { Job, ScenarioName } from './load/job.js';
import { residentMemory } from './measure/processes.js';
import type { Target } from './subject.js';

/** Resident memory of the Node.js process of a target, bytes. */
export interface Memory {
  readonly target: Target['name'];
  readonly idle: number;
  /** After each round of load; what grows without end shows here. */
  readonly loaded: readonly number[];
  readonly operations: number;
}

/** Loads a target round by round, with each of some scenarios, and looks at its memory after each round. */
export const memoryUnderLoad = async (
  generator: Generator,
  target: Target,
  {
    scenarios,
    rounds,
    ...load
  }: Pick<Job, 'connections' | 'seconds'> & {
    readonly scenarios: readonly ScenarioName[];
    readonly rounds: number;
  },
): Promise<Memory> => {
  const [pid] = target.pids;
  const idle = await residentMemory(pid!);
  const loaded: number[] = [];
  let operations = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const scenario of scenarios) {
      const { done } = await generator.run({ ...load, target, scenario, stock: 2_000 * load.seconds });
      operations += done;
    }
    loaded.push(await residentMemory(pid!));
  }
  return { target: target.name, idle, loaded, operations };
};
