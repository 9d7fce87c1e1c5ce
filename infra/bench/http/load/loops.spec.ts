import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from './connection.js';
import { closedLoop, openLoop } from './loops.js';
import type { Scenario } from './scenario.js';

const scenario = (run: Scenario['run']): Scenario => ({ run, prepare: () => Promise.resolve() });
const connections = [{}, {}] as Connection[];

describe('the loops of the load generator', () => {
  it('count what went wrong beside what went well, and use up each prepared operation once', async () => {
    const seen: number[] = [];
    const failing = scenario((_connection, index) => {
      seen.push(index);
      return index === 3 ? Promise.reject(new Error('wrong answer')) : Promise.resolve();
    });
    const tally = await closedLoop({ scenario: failing, connections, seconds: 60, stock: 10 });
    expect(seen.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(tally).toMatchObject({ failed: 1, failure: 'wrong answer' });
    expect(tally.milliseconds).toHaveLength(9);
  });

  it('count the wait for a server that stalls, from when each operation was due', async () => {
    let stalled = false;
    const stalling = scenario(async () => {
      if (stalled) return;
      stalled = true;
      await pause(300);
    });
    const load = { scenario: stalling, connections: connections.slice(0, 1), seconds: 1, stock: 10 };
    const { milliseconds } = await openLoop(load, 100);
    // Due 10 ms apart, and none could be sent before the first had its answer.
    expect(milliseconds).toHaveLength(10);
    expect(Math.min(...milliseconds)).toBeGreaterThan(200);
  });
});
