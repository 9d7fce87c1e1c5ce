import type { Arena, Outcome, Scenario } from './arena.js';
import { judge, type Verdict } from './verdict/verdict.js';

/** Runs rounds of a scenario on a platform in use, and puts everything back; answers what the scenario saw itself. */
export const breakIt = async (arena: Arena, scenario: Scenario, rounds: number): Promise<Outcome> => {
  arena.tell(`${scenario.name}: ${scenario.summary}`);
  const running = await scenario.begin(arena);
  for (let number = 1; number <= rounds; number += 1) await running.round(number);
  return (await running.end?.()) ?? { lines: [], faults: [] };
};

/** Lets the Buyers finish what they have begun, and judges what is left of the platform. */
export const judgeIt = async ({ fleet, load, tell }: Arena): Promise<Verdict> => {
  tell('nothing is broken any more; the walks come to their end');
  await load.finish();
  return judge(load, {
    run: (...words) => fleet.run(...words),
    databaseUrl: (service) => fleet.postgres.url(service),
  });
};
