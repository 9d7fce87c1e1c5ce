import { rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { inTurns } from '../../fleet/in-turns.js';
import type { Arena, Scenario } from '../arena.js';
import type { Injection } from '../inject/injection.js';
import { injectionFile } from '../start-arena.js';

/** Seconds; those of one round are all ahead, or all behind, so that no two clocks differ by more. */
const SKEWS = [0, 15, 30] as const;

/** Services that suffer in one round. */
const VICTIMS = 3;

/** Milliseconds that they suffer. */
const LASTS = { least: 3_000, most: 6_000 };

/** Duplicates, disorder, and clocks that do not agree. */
export const disorderAndSkew: Scenario = {
  name: 'disorder',
  summary: 'events come twice, late, and in another order, and clocks differ by up to 30 s',
  begin: async (arena) => ({ round: (number) => round(arena, number) }),
};

const round = async (arena: Arena, number: number): Promise<void> => {
  const { random, fleet, tell } = arena;
  const direction = number % 2 === 0 ? 1 : -1;
  const services = random.some([...new Set(fleet.members.map(({ service }) => service))], VICTIMS);
  const skew = Object.fromEntries(services.map((service) => [service, direction * random.pick(SKEWS)]));
  const file = injectionFile(fleet.folder);
  await writeFile(file, JSON.stringify({ skew, disorder: random.between(0, 2 ** 31) } satisfies Injection));
  await restart(arena, services);
  tell(`round ${number}: events come in disorder, and clocks are ahead by ${JSON.stringify(skew)} s`);
  await pause(random.between(LASTS.least, LASTS.most));
  await rm(file);
  await restart(arena, services);
};

const restart = async ({ fleet }: Arena, services: readonly string[]): Promise<void> => {
  const victims = fleet.members.filter(({ service }) => services.includes(service));
  await inTurns(2, victims, (member) => member.restart());
};
