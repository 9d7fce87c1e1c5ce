import { percentile } from '../measure/percentiles.js';
import { cpuOf, untilIdle } from '../measure/processes.js';
import { scenarioOf } from '../scenarios/index.js';
import { Connection } from './connection.js';
import type { Job, Result } from './job.js';
import { closedLoop, openLoop } from './loops.js';

/** Prepares a job, measures it, and waits until the target has done all that it led to. */
export const runJob = async (job: Job): Promise<Result> => {
  const { target, connections: count, rate } = job;
  const connections = await Promise.all(Array.from({ length: count }, () => Connection.open(target.origin)));
  try {
    const scenario = scenarioOf(job.scenario, target);
    await scenario.prepare(job.stock, connections);
    await untilIdle(target.pids);
    const load = { scenario, connections, seconds: job.seconds, stock: job.stock };
    const before = await cpuOf(target.pids);
    const start = performance.now();
    const tally = await (rate === undefined ? closedLoop(load) : openLoop(load, rate));
    const seconds = (performance.now() - start) / 1000;
    await untilIdle(target.pids);
    const after = await cpuOf(target.pids);
    const { milliseconds, failed, failure } = tally;
    return {
      done: milliseconds.length,
      failed,
      ...(failure !== undefined && { failure }),
      seconds,
      cpu: { server: after.server - before.server, database: after.database - before.database },
      latency: { p50: percentile(milliseconds, 50), p99: percentile(milliseconds, 99) },
    };
  } finally {
    for (const connection of connections) connection.close();
  }
};
