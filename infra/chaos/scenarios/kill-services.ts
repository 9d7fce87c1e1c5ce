import { setTimeout as pause } from 'node:timers/promises';
import type { Scenario } from '../arena.js';

/** `kill -9` of a service, at any moment. */
export const killServices: Scenario = {
  name: 'kill-services',
  summary: 'kill -9 of a random service at a random moment, again and again',
  begin: async ({ fleet, random, tell }) => ({
    round: async (number) => {
      await pause(random.between(100, 1_500));
      const victim = random.pick(fleet.members);
      const killed = performance.now();
      await victim.kill('SIGKILL');
      await victim.start();
      const took = Math.round(performance.now() - killed);
      tell(
        `round ${number}: ${victim.service} ${victim.replica} was killed, and was ready again after ${took} ms`,
      );
    },
  }),
};
