import { SettingsRefused } from '../settings/environment.js';
import { DeploymentSettings } from '../settings/deployment-settings.js';
import { createApp } from './create-app.js';
import { openPorts } from './open-ports.js';
import type { ServiceDefinition } from './service-definition.js';
import { stopApp, stopOnSignals } from './shutdown.js';

/** Runs one service as a process of its own until it is signalled; exit code 1 with the reasons when it cannot start. */
export const runService = async (definition: ServiceDefinition): Promise<void> => {
  try {
    const app = await createApp([definition]);
    stopOnSignals(() => stopApp(app), app.get(DeploymentSettings).common.drainDelay);
    await openPorts(app);
  } catch (error) {
    process.stderr.write(`${definition.name} cannot start:\n${reasonsOf(error)}\n`);
    process.exit(1);
  }
};

const reasonsOf = (error: unknown): string => {
  if (error instanceof SettingsRefused) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
