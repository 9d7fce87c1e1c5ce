import type { Job } from './job.js';
import { runJob } from './run-job.js';

// The load generator: takes one job after the other from its parent.
process.on('message', (job: Job) => {
  runJob(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
