import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, DeploymentSettings, Environment, type ServiceDefinition, stopApp } from '#service';
import type { Cleanup } from './cleanup.js';
import type { Variables } from './sandbox-variables.js';

/** Services that take requests. */
export interface Started {
  readonly app: NestFastifyApplication;
  /** The issuer, and in a sandbox where it answers. */
  readonly origin: string;
  /** Stops everything in order. */
  stop(): Promise<void>;
}

/** Starts services with exactly these environment variables. Throws `SettingsRefused`. */
export const startServices = async (
  chosen: readonly ServiceDefinition[],
  variables: Variables,
  cleanup: Cleanup,
): Promise<Started> => {
  const app = await createApp(chosen, new Environment(variables));
  cleanup.add(() => stopApp(app));
  const { issuer, common } = app.get(DeploymentSettings);
  await app.listen(common.port, common.host);
  return { app, origin: issuer, stop: () => cleanup.run() };
};
