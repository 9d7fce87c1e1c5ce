import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { CannotStart } from '../start/cannot-start.js';
import { dataFolder, DataFolder } from '../start/data-folder.js';
import { findRunning } from '../start/running.js';
import { sandboxSecrets } from '../start/sandbox-secrets.js';
import { walkThrough } from '../start/walk-through.js';
import { print } from './output.js';

/** `assent walk [--quote FILE]` */
export const walkCommand = (): Command =>
  new Command('walk')
    .description('Walk the ten steps against the running sandbox, as the sample Buyer.')
    .option('--quote <file>', 'a Quote_Create request as JSON; an example of the sample Buyer unless given')
    .addHelpText('after', '\nExample:\n  assent walk --quote my-quote.json')
    .action(async ({ quote }: { quote?: string }, command: Command) => {
      const folder = new DataFolder(dataFolder(process.env));
      const running = await findRunning(folder);
      if (!running)
        throw new CannotStart(
          `No sandbox runs on ${folder.path}: start one with "npm start" or "assent start".`,
        );
      const secrets = await sandboxSecrets(folder);
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      const walked = await walkThrough(
        { origin: running.origin, folder: folder.path, secrets },
        {
          ...(quote !== undefined && { quoteFile: await readable(quote) }),
          ...(json && { log: () => undefined }),
        },
      );
      if (json) print(command, summary(walked), () => '');
    });

const readable = async (file: string): Promise<string> => {
  const path = resolve(file);
  await access(path).catch(() => {
    throw new CannotStart(`The file ${path} cannot be read: name a JSON file with a Quote_Create request.`);
  });
  return path;
};

// Ids only: the state of a walk has tokens in it.
const summary = ({
  registration,
  intent,
  quote,
  notification,
}: Awaited<ReturnType<typeof walkThrough>>): object => ({
  clientId: registration?.clientId,
  intentId: intent?.intentId,
  quoteId: quote?.quoteId,
  quoteState: quote?.state,
  notification: notification?.eventId,
});
