import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type AppParts,
  createApp,
  DeploymentSettings,
  Environment,
  openPorts,
  type ServiceDefinition,
  stopApp,
} from '#service';
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
  parts: AppParts = {},
): Promise<Started> => {
  const app = await createApp(chosen, new Environment(variables), parts);
  cleanup.add(() => stopApp(app));
  await openPorts(app);
  const { issuer } = app.get(DeploymentSettings);
  return { app, origin: issuer, stop: () => cleanup.run() };
};
