import { Command } from 'commander';
import { didWebOf } from '#crypto';
import { commonSettings, Environment, stopOnSignals } from '#service';
import { chooseServices } from '../services.js';
import { Cleanup } from '../start/cleanup.js';
import { dataFolder } from '../start/data-folder.js';
import { stopWhenOrphaned } from '../start/orphaned.js';
import { startSandbox } from '../start/sandbox.js';
import { startServices } from '../start/start-services.js';
import { welcome } from '../start/welcome.js';
import { walkThrough } from '../start/walk-through.js';

/** `assent start [service…] [--walk]` */
export const startCommand = (): Command =>
  new Command('start')
    .description('Start the whole platform in one process, or only the named services.')
    .argument('[service...]', 'services to start; all that the mode allows unless given')
    .option('--walk', 'then walk the ten steps once, as the sample Buyer')
    .addHelpText(
      'after',
      `
Examples:
  assent start --walk            a sandbox on http://localhost:3000, its data in .assent
  ASSENT_PORT=3001 assent start intents
                                 one service of the sandbox that runs on the same data folder
  ASSENT_MODE=production assent start tokens
                                 needs every setting that "assent settings" calls required`,
    )
    .action(async (names: string[], options: { walk?: boolean }) => {
      const cleanup = new Cleanup();
      const environment = new Environment(process.env);
      const { drainDelay } = environment.read({ drainDelay: commonSettings.drainDelay });
      const stop = stopOnSignals(() => cleanup.run(), drainDelay);
      if (process.env.npm_lifecycle_event !== undefined) stopWhenOrphaned(stop);
      if (environment.mode === 'production') await startProduction(names, cleanup);
      else await startForPeople(names, options, cleanup);
    });

const startProduction = async (names: readonly string[], cleanup: Cleanup): Promise<void> => {
  const chosen = chooseServices(names, 'production');
  const { origin } = await startServices(chosen, process.env, cleanup);
  process.stdout.write(`${chosen.map(({ name }) => name).join(', ')} ready for ${origin}\n`);
};

const startForPeople = async (
  services: readonly string[],
  { walk }: { walk?: boolean },
  cleanup: Cleanup,
): Promise<void> => {
  const folder = dataFolder(process.env);
  const sandbox = await startSandbox({ folder, services, variables: process.env, cleanup });
  process.stdout.write(`Assent is ready at ${sandbox.origin}\n`);
  const sellerAnchors = [didWebOf(`${sandbox.origin}/directory`)];
  if (walk) await walkThrough({ ...sandbox, sellerAnchors }).catch((error: unknown) => tellFailedWalk(error));
  process.stdout.write(welcome(sandbox));
};

// The platform goes on serving: a walk that failed is looked into with it.
const tellFailedWalk = (error: unknown): void => {
  process.stderr.write(
    `\nThe walk did not come to its end: ${error instanceof Error ? error.message : String(error)}\n`,
  );
};
