import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from './connection.js';
import type { Scenario } from './scenario.js';

/** How operations went: milliseconds of each, and what went wrong. */
export class Tally {
  readonly milliseconds: number[] = [];
  failed = 0;
  failure: string | undefined;

  /** Counts one operation; `due` is when it should have begun. */
  async count(due: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.milliseconds.push(performance.now() - due);
    } catch (error) {
      this.failed += 1;
      this.failure ??= error instanceof Error ? error.message : String(error);
    }
  }
}

interface Load {
  readonly scenario: Scenario;
  readonly connections: readonly Connection[];
  readonly seconds: number;
  readonly stock: number;
}

/** Every connection sends again as soon as it has its answer. */
export const closedLoop = async ({ scenario, connections, seconds, stock }: Load): Promise<Tally> => {
  const tally = new Tally();
  const deadline = performance.now() + seconds * 1000;
  let next = 0;
  const drive = async (connection: Connection): Promise<void> => {
    while (next < stock && performance.now() < deadline) {
      const index = next++;
      await tally.count(performance.now(), () => scenario.run(connection, index));
    }
  };
  await Promise.all(connections.map(drive));
  return tally;
};

/**
 * Operations are due at fixed times, whatever became of those before. One that finds no free connection waits, and its
 * wait counts: a server that stalls is not asked less (coordinated omission).
 */
export const openLoop = async (
  { scenario, connections, seconds, stock }: Load,
  rate: number,
): Promise<Tally> => {
  const tally = new Tally();
  const start = performance.now();
  const total = Math.min(stock, Math.floor(seconds * rate));
  const dueOf = (index: number): number => start + (index * 1000) / rate;
  let next = 0;
  const drive = async (connection: Connection): Promise<void> => {
    while (next < total) {
      const index = next++;
      const early = dueOf(index) - performance.now();
      if (early > 0) await pause(early);
      await tally.count(Math.max(dueOf(index), start), () => scenario.run(connection, index));
    }
  };
  await Promise.all(connections.map(drive));
  return tally;
};
