import { createHash } from 'node:crypto';
import { access, chown, constants, mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.js';
import { errorCode } from './error-code.js';
import { PostgresUnavailable } from './postgres-unavailable.js';

/** Where data goes when root's own folders are closed to the server's account. */
const SHARED = '/var/lib/assent';

export interface Folder {
  readonly directory: string;
  readonly notice?: string;
}

/** Makes the wanted folder, or, when the account could not reach it, one that works: always the same for the same wish. */
export const workableFolder = async (wanted: string, account: Account | undefined): Promise<Folder> => {
  if (!account || (await reachable(dirname(wanted), account))) {
    await makeFolder(wanted, account);
    return { directory: wanted };
  }
  const mark = createHash('sha256').update(wanted).digest('hex').slice(0, 8);
  const directory = join(SHARED, `${basename(wanted)}-${mark}`);
  await makeFolder(directory, account);
  return {
    directory,
    notice: `The database is in ${directory}, because the account that PostgreSQL runs as cannot enter ${wanted}.`,
  };
};

/** Whether the account may pass through every folder of a path; those that are still missing will be made open. */
export const reachable = async (path: string, account: Account): Promise<boolean> => {
  const parent = dirname(path);
  if (parent !== path && !(await reachable(parent, account))) return false;
  const found = await stat(path).catch(() => undefined);
  // What is no folder at all is for mkdir to complain about.
  if (!found?.isDirectory()) return true;
  if (found.uid === account.uid) return (found.mode & 0o100) !== 0;
  if (found.gid === account.gid) return (found.mode & 0o010) !== 0;
  return (found.mode & 0o001) !== 0;
};

const makeFolder = async (directory: string, account: Account | undefined): Promise<void> => {
  try {
    await mkdir(dirname(directory), { recursive: true, mode: 0o755 });
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (account) await chown(directory, account.uid, account.gid);
    await access(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new PostgresUnavailable(
      `The data folder ${directory} cannot be written (${errorCode(error) ?? 'for unknown reasons'}): make it writable, or choose another one.`,
    );
  }
};
