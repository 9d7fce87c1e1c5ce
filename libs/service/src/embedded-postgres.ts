import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { opaqueId } from '#crypto';
import { accountFor, type Account } from './postgres/account.js';
import { binariesFor, MAJOR_VERSION } from './postgres/binaries.js';
import { settleFormerServer } from './postgres/former-server.js';
import { PostgresUnavailable } from './postgres/postgres-unavailable.js';
import { initialiseCluster, startServer, type RunningServer } from './postgres/server.js';
import { workableFolder } from './postgres/workable-folder.js';

export interface EmbeddedPostgresOptions {
  /** Folder of its own: cluster, password and server log live in it. Made when missing. */
  readonly directory: string;
  /** Loopback port; a free one when missing. */
  readonly port?: number;
  /** false: the folder is removed on stop, and nothing is synced to disk (tests). */
  readonly persistent: boolean;
}

/** A PostgreSQL server of our own, on loopback, with the empty database `assent`. */
export interface EmbeddedPostgres {
  /** postgres:// URL of the database `assent`, with its password. */
  readonly url: string;
  /** Where the data really is. */
  readonly directory: string;
  /** One sentence for the person when that is not the folder they wanted. */
  readonly notice?: string;
  /** Fast shutdown; open connections are closed. */
  stop(): Promise<void>;
}

const DATABASE = 'assent';

/**
 * Starts PostgreSQL from the npm package's binaries. Also works as root, when the server runs as another account.
 * The server ends with this process, however that ends. Throws `PostgresUnavailable` with one sentence for people.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const wanted = resolve(options.directory);
  const account = await accountFor();
  const { directory, notice } = await workableFolder(wanted, account);
  const data = join(directory, 'data');
  await refuseOtherVersion(directory, data);
  await settleFormerServer(data, join(directory, 'owner'));
  const binaries = await binariesFor(account, directory);
  const password = await passwordOf(directory, account);
  if (!(await exists(join(data, 'PG_VERSION')))) {
    await initialiseCluster(binaries, account, { directory, data });
  }
  const port = await freePort(options.port);
  await writeFile(join(directory, 'owner'), String(process.pid));
  const server = await startServer(binaries, account, {
    directory,
    data,
    port,
    persistent: options.persistent,
  });
  const url = (database: string) => `postgres://assent:${password}@127.0.0.1:${port}/${database}`;
  await createDatabase(url('postgres'), server);
  return {
    url: url(DATABASE),
    directory,
    ...(notice && { notice }),
    stop: async () => {
      await server.stop();
      await rm(options.persistent ? join(directory, 'owner') : directory, { recursive: true, force: true });
    },
  };
};

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const refuseOtherVersion = async (directory: string, data: string): Promise<void> => {
  const found = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (found === undefined || found.trim() === MAJOR_VERSION) return;
  throw new PostgresUnavailable(
    `The data folder ${directory} belongs to PostgreSQL ${found.trim()}, but this is PostgreSQL ${MAJOR_VERSION}: ` +
      'move the folder away, or choose another one.',
  );
};

/** The superuser's password: generated once, readable by the server's account alone. */
const passwordOf = async (directory: string, account: Account | undefined): Promise<string> => {
  const file = join(directory, 'password');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return kept.trim();
  const password = opaqueId(24);
  await mkdir(directory, { recursive: true });
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  if (account) await chown(file, account.uid, account.gid);
  return password;
};

const freePort = (wanted = 0): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', () =>
      fail(
        new PostgresUnavailable(
          `Port ${wanted} for PostgreSQL is taken: stop what uses it, or choose another.`,
        ),
      ),
    );
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : wanted));
    });
  });

const createDatabase = async (url: string, server: RunningServer): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } catch (error) {
    await server.stop();
    const message = error instanceof Error ? error.message : String(error);
    throw new PostgresUnavailable(`PostgreSQL started, but does not let us in: ${message}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
};
