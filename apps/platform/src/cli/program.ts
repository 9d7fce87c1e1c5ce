import { Command } from 'commander';
import { asyncApiCommand } from './asyncapi.js';
import { accountsCommand } from './accounts.js';
import { caCommand } from './ca.js';
import { certCommand } from './cert/cert.js';
import { directoryCommand } from './directory.js';
import { clientsCommand } from './clients.js';
import { eraseCommand } from './erase.js';
import { evidenceCommand } from './evidence.js';
import { keysCommand } from './keys.js';
import { migrateCommand } from './migrate.js';
import { redriveCommand } from './redrive.js';
import { replayCommand } from './replay.js';
import { republishCommand } from './republish.js';
import { settingsCommand } from './settings.js';
import { startCommand } from './start.js';
import { timelineCommand } from './timeline.js';
import { walkCommand } from './walk.js';

const commands = [
  startCommand,
  walkCommand,
  migrateCommand,
  replayCommand,
  timelineCommand,
  redriveCommand,
  republishCommand,
  eraseCommand,
  evidenceCommand,
  accountsCommand,
  clientsCommand,
  keysCommand,
  directoryCommand,
  certCommand,
  caCommand,
  settingsCommand,
  asyncApiCommand,
];

/** The operators' command line: one command, one file. */
export const program = (): Command => {
  const assent = new Command('assent')
    .description('Runs and looks after Assent, an event-sourced intent and consent platform (MEF 128).')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', '\nExit codes: 0 done, 1 failed or differences found, 2 called wrongly.');
  for (const command of commands) assent.addCommand(command());
  return strict(assent);
};

// A usage error is thrown, not exited on, so that its exit code is ours.
const strict = (command: Command): Command => {
  command.exitOverride().allowExcessArguments(false).showHelpAfterError('(try --help)');
  for (const child of command.commands) strict(child);
  return command;
};
