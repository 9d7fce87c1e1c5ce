import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Readiness } from './readiness.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const LIMIT_MS = 4500;

/** Stops taking requests, lets those under way finish, then stops consumers, sequencers and pools. */
export const stopApp = async (app: NestFastifyApplication): Promise<void> => {
  app.get(Readiness).stop();
  await app.getHttpAdapter().getInstance().close();
  await app.close();
};

/** Runs `stop` on the first signal and ends the process, within five seconds in any case. Gives what a signal does. */
export const stopOnSignals = (stop: () => Promise<void>): (() => void) => {
  let stopping = false;
  const run = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of SIGNALS) process.on(signal, run);
  return run;
};
