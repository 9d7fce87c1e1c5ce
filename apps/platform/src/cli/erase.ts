import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { eraseStream } from '#event-sourcing';
import { CannotStart } from '../start/cannot-start.js';
import { forEachService, withDeployment } from './deployment.js';
import { print } from './output.js';

/** `assent erase <stream>` */
export const eraseCommand = (): Command =>
  new Command('erase')
    .description(
      'Delete the data key of a stream: its personal data is gone for good, while chain, replay and timeline stay true.',
    )
    .argument('<stream>', 'stream id, such as intent-urn:assent:intent:…')
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  assent erase quote-6f1c2d… --yes')
    .action(async (stream: string, { yes }: { yes?: boolean }, command: Command) => {
      if (!yes) await confirm(stream);
      const erased = await withDeployment((deployment) =>
        forEachService(deployment, async ({ name }, sql) =>
          (await eraseStream(sql, stream, new Date())) ? [name] : [],
        ),
      );
      const from = erased.flat();
      if (from.length === 0)
        throw new CannotStart(`No service has personal data of ${stream} (or it was erased before).`);
      print(
        command,
        { stream, erased: from },
        () => `The personal data of ${stream} is erased in ${from.join(', ')}.`,
      );
    });

const confirm = async (stream: string): Promise<void> => {
  if (!process.stdin.isTTY) throw new CannotStart('Erasing cannot be undone: repeat the command with --yes.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(
    `Erase the personal data of ${stream} for good? Type "erase" to go on: `,
  );
  terminal.close();
  if (answer.trim() !== 'erase') throw new CannotStart('Nothing was erased.');
};
