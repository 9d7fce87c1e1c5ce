import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PostgresUnavailable } from './postgres-unavailable.js';

const run = promisify(execFile);

/** The account that PostgreSQL runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Undefined when we are an ordinary account ourselves: PostgreSQL refuses root alone. */
export const accountFor = async (): Promise<Account | undefined> => {
  if (process.platform === 'win32') {
    throw new PostgresUnavailable(
      'The embedded PostgreSQL runs on Linux and macOS only: give the address of a PostgreSQL server instead.',
    );
  }
  if (process.getuid?.() !== 0) return undefined;
  return (await idsOf('postgres')) ?? (await makeAccount()) ?? (await idsOf('nobody')) ?? noAccount();
};

const idsOf = async (name: string): Promise<Account | undefined> => {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
};

const makeAccount = async (): Promise<Account | undefined> => {
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => undefined);
  return idsOf('postgres');
};

const noAccount = (): never => {
  throw new PostgresUnavailable(
    'PostgreSQL does not run as root, and no account "postgres" could be made: start as an ordinary account.',
  );
};
