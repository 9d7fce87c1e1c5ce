import { CommanderError } from 'commander';
import { CannotStart, Cleanup, stopWhenOrphaned } from '../../apps/platform/src/index.js';
import { devServices } from './dev-services.js';

const LIMIT_MS = 10_000;

const cleanup = new Cleanup();
let stopping = false;

const stop = (): void => {
  if (stopping) process.exit(1); // whoever insists does not wait; the processes notice that this one is gone
  stopping = true;
  process.stdout.write('\nStopping …\n');
  setTimeout(() => process.exit(1), LIMIT_MS).unref();
  cleanup.run().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
if (process.env['npm_lifecycle_event'] !== undefined) stopWhenOrphaned(stop);

try {
  await devServices(cleanup).exitOverride().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  if (!stopping) {
    const forPeople = error instanceof CannotStart ? error.message : (error as Error).stack;
    process.stderr.write(`${forPeople}\n`);
    process.exit(1);
  }
}
