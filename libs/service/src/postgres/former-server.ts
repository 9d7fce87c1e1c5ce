import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from './error-code.js';
import { PostgresUnavailable } from './postgres-unavailable.js';

const run = promisify(execFile);

/**
 * Deals with a server that still has the data folder open. One whose owner was killed is on its way out, and is helped;
 * one whose owner lives is left alone. A lock file that names some other program is removed.
 */
export const settleFormerServer = async (data: string, ownerFile: string): Promise<void> => {
  const lock = join(data, 'postmaster.pid');
  const pid = await pidIn(lock);
  if (pid === undefined || !isAlive(pid)) return;
  if (!(await isServerOf(pid, data))) return rm(lock, { force: true });
  if (await goneWithin(1_500, pid)) return;
  const owner = await pidIn(ownerFile);
  if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
    throw new PostgresUnavailable(
      `The data folder ${dirname(data)} is in use by process ${owner}: stop that one first, or choose another folder.`,
    );
  }
  await endOrphan(pid, data);
};

const endOrphan = async (pid: number, data: string): Promise<void> => {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    if (await goneWithin(4_000, pid)) return;
  }
  throw new PostgresUnavailable(
    `A former PostgreSQL (process ${pid}) still holds the data folder ${dirname(data)} and does not stop: end it by hand.`,
  );
};

const pidIn = async (file: string): Promise<number | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

// Process ids are used again, in containers soon: the command line has to name the data folder.
const isServerOf = async (pid: number, data: string): Promise<boolean> => {
  const { stdout } = await run('ps', ['-o', 'command=', '-ww', '-p', String(pid)]).catch(() =>
    commandLine(pid),
  );
  return stdout.includes(data);
};

const commandLine = async (pid: number): Promise<{ stdout: string }> => ({
  stdout: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
});

const goneWithin = async (milliseconds: number, pid: number): Promise<boolean> => {
  const deadline = performance.now() + milliseconds;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await pause(20);
  }
  return true;
};
