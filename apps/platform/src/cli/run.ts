import { CommanderError } from 'commander';
import { CannotStart } from '../start/cannot-start.js';
import { PostgresUnavailable, SettingsRefused } from '#service';
import { Refused, WrongSchema } from '#event-sourcing';
import { idsLast } from './ids-last.js';
import { program } from './program.js';

/** Exit codes of `assent`: 0 done, 1 failed or differences found, 2 called wrongly. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

/** Runs one command line and answers its exit code; reasons for people go to standard error. */
export const run = async (argv: readonly string[]): Promise<number> => {
  try {
    await program().parseAsync(idsLast(argv));
    return Number(process.exitCode ?? exitCodes.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    process.stderr.write(`assent: ${reasonOf(error)}\n`);
    return exitCodes.failed;
  }
};

// Their messages are whole sentences, with what to do; of anything else the stack is worth more.
const forPeople = [CannotStart, PostgresUnavailable, WrongSchema] as const;

const reasonOf = (error: unknown): string => {
  if (error instanceof SettingsRefused) return `settings are missing or unsafe:\n${indented(error.message)}`;
  if (forPeople.some((kind) => error instanceof kind)) return (error as Error).message;
  if (error instanceof Refused) return `refused: ${error.reason}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

const indented = (text: string): string => text.replaceAll(/^/gm, '  ');
