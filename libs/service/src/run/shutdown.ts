import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { DeploymentSettings } from '../settings/deployment-settings.js';
import { TlsListener } from '../tls/tls-listener.js';
import { Readiness } from './readiness.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const LIMIT_MS = 4500;

/**
 * Says that the process is not ready any more, goes on serving until gateways have seen it, then takes no more requests,
 * lets those under way finish, and stops consumers, sequencers and pools, whose leases others take over at once.
 */
export const stopApp = async (app: NestFastifyApplication): Promise<void> => {
  app.get(Readiness).stop();
  await pause(app.get(DeploymentSettings).common.drainDelay);
  await Promise.all([app.getHttpAdapter().getInstance().close(), app.get(TlsListener).close()]);
  await app.close();
};

/** While it is stopping, every answer ends its connection: none is open any more when the last request has been taken. */
export const closeConnectionsWhileStopping = (fastify: FastifyInstance, readiness: Readiness): void => {
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (readiness.isStopping) void reply.header('connection', 'close');
    done();
  });
};

/** Runs `stop` on the first signal and ends the process, five seconds after the drain delay in any case. Gives what a signal does. */
export const stopOnSignals = (stop: () => Promise<void>, drainDelay: number): (() => void) => {
  let stopping = false;
  const run = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), drainDelay + LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of SIGNALS) process.on(signal, run);
  return run;
};
