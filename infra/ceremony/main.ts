import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './names.js';
import { Command, Option } from 'commander';
import { Cleanup } from '../../apps/platform/src/index.js';
import { perform } from './perform.js';
import type { EnvironmentName } from './scene.js';

interface Options {
  readonly env: EnvironmentName | 'both';
  readonly buyers: string;
  readonly only?: boolean;
  readonly folder?: string;
  readonly verbose?: boolean;
}

const tell = (line: string): void => void process.stdout.write(`${new Date().toISOString()} ${line}\n`);

const program = new Command('ceremony')
  .description(
    'Onboard everybody as docs/certificates.md says, by command lines; then rotate every key under load, then revoke.',
  )
  .addOption(
    new Option('--env <name>', 'environment').choices(['sandbox', 'production', 'both']).default('both'),
  )
  .option('--buyers <number>', 'that walk meanwhile', '2')
  .option('--only', 'onboarding and pinned calls, no rotation and no revocation')
  .option('--folder <folder>', 'where everything is kept; one that is removed at the end unless given')
  .option('--verbose', 'what the processes print, too')
  .addHelpText('after', '\nExit codes: 0 as it should be, 1 something was not.');

program.action(async ({ env, buyers, only = false, folder: given, verbose }: Options) => {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'assent-ceremony-')));
  const cleanup = new Cleanup();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void cleanup.run().finally(() => process.exit(1)));
  const environments: EnvironmentName[] = env === 'both' ? ['sandbox', 'production'] : [env];
  const output = verbose ? tell : () => undefined;
  try {
    const faults = await perform(
      { folder, environments, buyers: Number(buyers), only, tell, output },
      cleanup,
    );
    for (const fault of faults) tell(`FAULT ${fault}`);
    if (faults.length === 0) tell('Everything is as it should be.');
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await cleanup.run();
    if (given === undefined) await rm(folder, { recursive: true, force: true });
  }
});

await program.parseAsync();
